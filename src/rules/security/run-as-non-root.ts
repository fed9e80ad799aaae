import { PodSecurityLevel } from './pod-security-level';
import { allSetters, hasOwnUsers, podSecurityRule } from './pod-security-rule';

/** No container runs as root. */
export const runAsNonRoot = podSecurityRule({
  name: 'run-as-non-root',
  level: PodSecurityLevel.RESTRICTED,
  title: 'No container runs as root',
  why: 'Root in a container is one bug in the kernel away from root on the node.',
  fix: 'Set runAsNonRoot to true for the pod.',
  compliant: "{ securityContext: { runAsNonRoot: true }, containers: [{ name: web, image: 'nginx:1.29' }] }",
  nonCompliant: "{ containers: [{ name: web, image: 'nginx:1.29' }] }",
  fieldPaths: ['spec.containers[0].securityContext.runAsNonRoot'],
  judge(pod, report, context) {
    if (hasOwnUsers(pod, context)) return;
    const [ofPod, ...containers] = allSetters(pod);
    const shared = ofPod.context.runAsNonRoot;
    if (shared === false) {
      report({ fieldPath: `${ofPod.path}.runAsNonRoot`, message: 'containers may run as root', value: false, allowed: 'true' });
    }
    for (const { path, context: own } of containers) {
      const stated = typeof own.runAsNonRoot === 'boolean' ? own.runAsNonRoot : shared;
      if (stated === true || (stated === false && own.runAsNonRoot !== false)) continue;
      report({ fieldPath: `${path}.runAsNonRoot`, message: 'the container may run as root', value: own.runAsNonRoot, allowed: 'true' });
    }
  },
});
