import { JsonObject, asObject, isJsonObject, objectsOf } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
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
    yield* claimFractions(pod);
    if (isJsonObject(pod.spec.overhead)) yield* fractions(pod.spec.overhead, `${pod.specPath}.overhead`);
    for (const container of pod.containers) {
      const resources = container.manifest.resources;
      if (!isJsonObject(resources)) continue;
      const limits = asObject(resources.limits);
      yield* fractions(limits, `${container.fieldPath}.resources.limits`);
      const defaulted = pod.templatePath === '' && container.list !== 'ephemeralContainers';
      const requests = asObject(resources.requests);
      yield* fractions(defaulted ? { ...limits, ...requests } : requests, `${container.fieldPath}.resources.requests`);
    }
  },
});

/** The sizes of claims that come and go with a pod. */
function* claimFractions(pod: PodModel): Iterable<Violation> {
  for (const { index, object } of objectsOf(pod.spec.volumes)) {
    if (!isJsonObject(object.ephemeral)) continue;
    const { resources } = asObject(asObject(object.ephemeral.volumeClaimTemplate).spec);
    const path = `${pod.specPath}.volumes[${index}].ephemeral.volumeClaimTemplate.spec.resources`;
    for (const part of ['requests', 'limits']) yield* fractions(asObject(asObject(resources)[part]), `${path}.${part}`, STORAGE);
  }
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
