import { JsonValue, asString, objectsOf } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { ReportViolation } from '../rule';
import { podOf, quoted, serverWarning } from './server-warning';

/** Pull secrets and host aliases stand once, and pull secrets have a name. */
export const repeatedEntries = serverWarning({
  id: 'warnings/repeated-entries',
  title: 'Each pull secret and each host alias stands once',
  why: '`kubectl apply` merges these lists by name or address: of two entries with the same one, either may be lost. A pull secret without a name is none.',
  fix: 'Remove the second entry, or put its host names into the first one.',
  onlyWith: ['hostAliases', 'imagePullSecrets'],
  compliant: [
    {
      title: 'two secrets',
      yaml: podOf(`{ imagePullSecrets: [{ name: a }, { name: b }], containers: [{ name: web, image: 'nginx:1.29' }] }`),
    },
  ],
  nonCompliant: [
    {
      title: 'a secret twice, one without a name, and an address twice',
      yaml: podOf(`
  imagePullSecrets: [{ name: a }, { name: a }, {}]
  hostAliases: [{ ip: 10.0.0.1, hostnames: [a] }, { ip: 10.0.0.1, hostnames: [b] }]
  containers: [{ name: web, image: 'nginx:1.29' }]`),
      fieldPaths: ['spec.hostAliases[1].ip', 'spec.imagePullSecrets[1].name', 'spec.imagePullSecrets[2].name'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    judgeRepeated(pod.spec.hostAliases, `${pod.specPath}.hostAliases`, 'ip', report);
    judgeRepeated(pod.spec.imagePullSecrets, `${pod.specPath}.imagePullSecrets`, 'name', report);
    for (const { index, object } of objectsOf(pod.spec.imagePullSecrets)) {
      if (asString(object.name)) continue;
      const fieldPath = `${pod.specPath}.imagePullSecrets[${index}].name`;
      report({ fieldPath, message: `${fieldPath}: invalid empty name ""` });
    }
  },
});

function judgeRepeated(list: JsonValue | undefined, path: string, key: string, report: ReportViolation): void {
  const entries = objectsOf(list);
  if (entries.length < 2) return;
  const seen = new Set<string>();
  for (const { index, object } of entries) {
    const value = asString(object[key]) ?? '';
    const fieldPath = `${path}[${index}].${key}`;
    if (seen.has(value)) report({ fieldPath, message: `${fieldPath}: duplicate ${key} ${quoted(value)}`, value });
    seen.add(value);
  }
}
