import { asNumber, asObject } from '../../manifest/json';
import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { Severity, Violation } from '../finding';
import { PodRule, ReportViolation } from '../rule';

const yamlOf = (pod: string, container = '') => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: store }
spec:
  selector: { matchLabels: { app: store } }
  template:
    metadata: { labels: { app: store } }
    spec:
      ${pod}containers: [{ name: main, image: 'shop/store:4.2'${container} }]
`;

/** A container that must not run as root says as which user it runs. */
export const numericUser: PodRule = {
  id: 'practice/numeric-user',
  severity: Severity.ADVICE,
  title: 'A container that must not run as root says the number of its user',
  why:
    'The kubelet keeps runAsNonRoot by the number of the user. Where an image says its user by name, or says none, and the manifest does not say ' +
    'runAsUser, the kubelet refuses to start the container: "cannot verify user is non-root".',
  fix: 'State runAsUser beside runAsNonRoot, as a number above 0 that the image can run as.',
  source: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  onlyWith: ['runAsNonRoot'],
  compliant: [
    { title: 'the pod says the number', yaml: yamlOf('securityContext: { runAsNonRoot: true, runAsUser: 65532 }\n      ') },
    {
      title: 'the container says the number',
      yaml: yamlOf('securityContext: { runAsNonRoot: true }\n      ', ', securityContext: { runAsUser: 65532 }'),
    },
    {
      title: 'the container may run as root',
      yaml: yamlOf('securityContext: { runAsNonRoot: true }\n      ', ', securityContext: { runAsNonRoot: false }'),
    },
  ],
  nonCompliant: [
    {
      title: 'the pod forbids root and nobody says a number',
      yaml: yamlOf('securityContext: { runAsNonRoot: true }\n      '),
      fieldPaths: ['spec.template.spec.securityContext.runAsNonRoot'],
    },
    {
      title: 'the container forbids root and nobody says a number',
      yaml: yamlOf('', ', securityContext: { runAsNonRoot: true }'),
      fieldPaths: ['spec.template.spec.containers[0].securityContext.runAsNonRoot'],
    },
    {
      title: 'the user that is forbidden',
      yaml: yamlOf('', ', securityContext: { runAsNonRoot: true, runAsUser: 0 }'),
      fieldPaths: ['spec.template.spec.containers[0].securityContext.runAsUser'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    const ofPod = asObject(pod.spec.securityContext);
    if (asObject(pod.spec.os).name === 'windows') return;
    const byPod: PodContainer[] = [];
    for (const container of pod.containers) {
      const own = asObject(container.manifest.securityContext);
      if ((own.runAsNonRoot ?? ofPod.runAsNonRoot) !== true) continue;
      const user = asNumber(own.runAsUser ?? ofPod.runAsUser);
      if (user === 0) {
        const isOwn = asNumber(own.runAsUser) === 0;
        report({
          fieldPath: `${isOwn ? container.fieldPath : pod.specPath}.securityContext.runAsUser`,
          severity: Severity.WARNING,
          message: `container '${container.name}' must not run as root, and is to run as user 0: the kubelet refuses to start it`,
          value: 0,
          allowed: 'a number above 0',
        });
      } else if (user === undefined) {
        if (own.runAsNonRoot === true) report(violation(`${container.fieldPath}.securityContext`, [container]));
        else byPod.push(container);
      }
    }
    if (byPod.length > 0) report(violation(`${pod.specPath}.securityContext`, byPod));
  },
};

function violation(securityContext: string, containers: readonly PodContainer[]): Violation {
  const names = containers.map(({ name }) => `'${name}'`).join(', ');
  return {
    fieldPath: `${securityContext}.runAsNonRoot`,
    message: `runAsUser is not stated for ${names}: the kubelet refuses to start an image whose user is a name, or root`,
    value: true,
    allowed: 'runAsUser with a number above 0 beside it',
  };
}
