import { JsonObject, asObject, isJsonObject } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { PodVolume } from '../../manifest/pod-volume';
import { ReportViolation } from '../rule';
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
  judge(pod: PodModel, report: ReportViolation): void {
    for (const volume of pod.volumes) {
      if (isJsonObject(volume.manifest.ephemeral)) judgeClaim(volume, volume.manifest.ephemeral, report);
    }
    if (isJsonObject(pod.spec.overhead)) judgeFractions(pod.spec.overhead, `${pod.specPath}.overhead`, report);
    for (const container of pod.containers) {
      const resources = asObject(container.manifest.resources);
      const limits = asObject(resources.limits);
      const requests = asObject(resources.requests);
      if (!hasFraction(limits) && !hasFraction(requests)) continue;
      judgeFractions(limits, `${container.fieldPath}.resources.limits`, report);
      const defaulted = pod.templatePath === '' && container.list !== 'ephemeralContainers';
      judgeFractions(defaulted ? { ...limits, ...requests } : requests, `${container.fieldPath}.resources.requests`, report);
    }
  },
});

/** Whether a closer look is worth it: nearly all amounts are whole. */
function hasFraction(amounts: JsonObject): boolean {
  for (const name of IN_BYTES) if (fractionalAmount(amounts[name]) !== undefined) return true;
  return false;
}

/** The size of a claim that comes and goes with a pod. */
function judgeClaim(volume: PodVolume, ephemeral: JsonObject, report: ReportViolation): void {
  const { resources } = asObject(asObject(ephemeral.volumeClaimTemplate).spec);
  const path = `${volume.fieldPath}.ephemeral.volumeClaimTemplate.spec.resources`;
  for (const part of ['requests', 'limits']) judgeFractions(asObject(asObject(resources)[part]), `${path}.${part}`, report, STORAGE);
}

function judgeFractions(amounts: JsonObject, path: string, report: ReportViolation, names: readonly string[] = IN_BYTES): void {
  for (const name of names) {
    const fraction = fractionalAmount(amounts[name]);
    if (fraction === undefined) continue;
    const fieldPath = `${path}[${name}]`;
    report({
      fieldPath,
      message: `${fieldPath}: fractional byte value ${quoted(fraction)} is invalid, must be an integer`,
      value: amounts[name],
      allowed: 'a whole number of bytes, such as "100Mi"',
    });
  }
}
