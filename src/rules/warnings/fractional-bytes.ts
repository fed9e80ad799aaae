import { JsonObject, asObject, isJsonObject } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { PodVolume } from '../../manifest/pod-volume';
import { Violation } from '../finding';
import { fractionalAmount } from './fractional-amount';
import { podOf, quoted, serverWarning } from './server-warning';

const IN_BYTES = ['memory', 'ephemeral-storage'];
const STORAGE = ['storage'];

/** Memory and storage come in whole bytes. */
export const fractionalBytes = serverWarning({
  id: 'warnings/fractional-bytes',
  title: 'Memory and storage come in whole bytes',
  why: 'The suffix m stands for a thousandth: 100m of memory is a tenth of a byte, where 100M or 100Mi was meant. The container is killed as soon as it starts, or gets no memory reserved.',
  fix: 'Write M or Mi where m stands.',
  onlyWith: ['resources', 'overhead'],
  compliant: [
    {
      title: 'mebibytes',
      yaml: podOf(`{ containers: [{ name: web, image: 'nginx:1.29', resources: { limits: { memory: 100Mi, cpu: 100m } } }] }`),
    },
  ],
  nonCompliant: [
    {
      title: 'thousandths of a byte, which a Pod requests as well',
      yaml: podOf(`{ containers: [{ name: web, image: 'nginx:1.29', resources: { limits: { memory: 100m } } }] }`),
      fieldPaths: ['spec.containers[0].resources.limits[memory]', 'spec.containers[0].resources.requests[memory]'],
    },
  ],
  *judge(pod: PodModel): Iterable<Violation> {
    for (const volume of pod.volumes) {
      if (isJsonObject(volume.manifest.ephemeral)) yield* claimFractions(volume, volume.manifest.ephemeral);
    }
    if (isJsonObject(pod.spec.overhead)) yield* fractions(pod.spec.overhead, `${pod.specPath}.overhead`);
    for (const container of pod.containers) {
      const resources = asObject(container.manifest.resources);
      const limits = asObject(resources.limits);
      const requests = asObject(resources.requests);
      if (!hasFraction(limits) && !hasFraction(requests)) continue;
      yield* fractions(limits, `${container.fieldPath}.resources.limits`);
      const defaulted = pod.templatePath === '' && container.list !== 'ephemeralContainers';
      yield* fractions(defaulted ? { ...limits, ...requests } : requests, `${container.fieldPath}.resources.requests`);
    }
  },
});

/** Whether a closer look is worth it: nearly all amounts are whole. */
function hasFraction(amounts: JsonObject): boolean {
  for (const name of IN_BYTES) if (fractionalAmount(amounts[name]) !== undefined) return true;
  return false;
}

/** The size of a claim that comes and goes with a pod. */
function* claimFractions(volume: PodVolume, ephemeral: JsonObject): Iterable<Violation> {
  const { resources } = asObject(asObject(ephemeral.volumeClaimTemplate).spec);
  const path = `${volume.fieldPath}.ephemeral.volumeClaimTemplate.spec.resources`;
  for (const part of ['requests', 'limits']) yield* fractions(asObject(asObject(resources)[part]), `${path}.${part}`, STORAGE);
}

function* fractions(amounts: JsonObject, path: string, names: readonly string[] = IN_BYTES): Iterable<Violation> {
  for (const name of names) {
    const fraction = fractionalAmount(amounts[name]);
    if (fraction === undefined) continue;
    const fieldPath = `${path}[${name}]`;
    yield {
      fieldPath,
      message: `${fieldPath}: fractional byte value ${quoted(fraction)} is invalid, must be an integer`,
      value: amounts[name],
      allowed: 'a whole number of bytes, such as "100Mi"',
    };
  }
}
