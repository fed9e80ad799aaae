import { BindAddress } from '../../manifest/bind-address';
import { PodIntent } from '../../manifest/intent';
import { asObject, asString, objectsOf } from '../../manifest/json';
import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { loopbackPorts } from './loopback-ports';

const yamlOf = (targetPort: string, image = 'shop/guard:2.1', hostPort = '') => `
apiVersion: v1
kind: Service
metadata: { name: api }
spec: { selector: { app: api }, ports: [{ port: 80, targetPort: ${targetPort} }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers:
        - { name: main, image: 'shop/api:4.2', ports: [{ name: http, containerPort: 8080${hostPort} }] }
        - { name: guard, image: '${image}', args: ['--upstream=http://127.0.0.1:8080'], ports: [{ name: public, containerPort: 4180 }] }
`;
const OAUTH2 = 'quay.io/oauth2-proxy/oauth2-proxy:v7.15.3';
const FIELD = 'spec.template.spec.containers[0].ports[0]';

/** Programs that stand in front of another one and let nobody pass unknown. */
const GUARD_IMAGE = /(?:^|\/)(?:oauth2-proxy|kube-rbac-proxy|authelia|vouch-proxy)(?:[:@]|$)/;

/** Whoever comes from outside comes through the guard. */
export const guardIsTheWayIn: PodRule = {
  id: 'practice/guard-is-the-way-in',
  severity: Severity.WARNING,
  title: 'No Service and no port of the node leads past a guard',
  why:
    'A guard asks who is there. A Service whose target is the port behind it, or a port of the node, lets everybody in who finds it, and nobody ' +
    'notices, because both ways work.',
  fix: "Let the Service target the guard's port, and bind main to loopback.",
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
  compliant: [
    { title: 'the Service leads to the guard', yaml: yamlOf('public'), intent: intentOf() },
    { title: 'the Service leads to another port of main, for its metrics', yaml: yamlOf('9090', OAUTH2) },
    { title: 'the other container is no guard', yaml: yamlOf('http', 'shop/agent:2.1') },
  ],
  nonCompliant: [
    { title: 'the Service leads to main by number', yaml: yamlOf('8080'), intent: intentOf(), fieldPaths: [FIELD] },
    { title: 'the Service leads to main by name, past a known guard', yaml: yamlOf('http', OAUTH2), fieldPaths: [FIELD] },
    { title: 'a port of the node leads to main', yaml: yamlOf('public', OAUTH2, ', hostPort: 8080'), fieldPaths: [`${FIELD}.hostPort`] },
  ],
  judge(pod: PodModel, report: ReportViolation, { neighbours }: RuleContext): void {
    for (const guard of pod.containers) {
      for (const port of guardedPorts(guard)) {
        const behind = portBehind(pod, guard, port);
        if (behind?.hostPort !== undefined) {
          report({
            fieldPath: `${behind.fieldPath}.hostPort`,
            message: `this port of the node leads past guard '${guard.name}'`,
            value: behind.hostPort,
            fix: 'Remove the hostPort, or give it to the guard.',
          });
        }
        for (const service of neighbours.servicesOf(pod)) {
          for (const { object } of objectsOf(asObject(service.spec).ports)) {
            const target = object.targetPort ?? object.port;
            if (target !== port && (behind?.name === undefined || target !== behind.name)) continue;
            report({
              fieldPath: behind?.fieldPath ?? pod.main?.fieldPath ?? guard.fieldPath,
              message: `Service '${asString(asObject(service.metadata).name) ?? ''}' leads to port ${port}, past guard '${guard.name}'`,
              value: target,
              allowed: `the port of the guard${guard.ports[0]?.containerPort === undefined ? '' : `: ${guard.ports[0].containerPort}`}`,
            });
          }
        }
      }
    }
  },
};

/** The ports that a container stands in front of: as was said of it, else those to which a known guard forwards. */
function guardedPorts(container: PodContainer): Iterable<number> {
  if (container._intent) return container._intent.guardedPort === undefined ? [] : [container._intent.guardedPort];
  return container.isLongRunning && GUARD_IMAGE.test(container.image) ? loopbackPorts(container) : [];
}

function portBehind(pod: PodModel, guard: PodContainer, port: number): PodContainer['ports'][number] | undefined {
  for (const container of pod.containers) {
    const found = container === guard ? undefined : container.ports.find(({ containerPort }) => containerPort === port);
    if (found) return found;
  }
  return undefined;
}

function intentOf(): PodIntent {
  const none = { shares: [], dependsOn: [] };
  return {
    volumes: {},
    containers: {
      main: { ...none, role: 'main', endpoints: [{ port: 8080, protocol: 'TCP', bind: BindAddress.LOOPBACK }] },
      guard: { ...none, role: 'guard', guardedPort: 8080, endpoints: [{ port: 4180, protocol: 'TCP', bind: BindAddress.POD }] },
    },
  };
}
