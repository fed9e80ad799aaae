import { asObject } from '../../manifest/json';
import { PodSecurityLevel } from './pod-security-level';
import { allSetters, podSecurityRule } from './pod-security-rule';

/** No Windows container is a process of its node. */
export const windowsHostProcess = podSecurityRule({
  name: 'windows-host-process',
  level: PodSecurityLevel.BASELINE,
  title: 'No Windows container is a process of its node',
  why: 'A host process runs on the node with the rights of the account that it names.',
  fix: 'Take windowsOptions.hostProcess out.',
  compliant: "{ containers: [{ name: web, image: 'nginx:1.29' }] }",
  nonCompliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { windowsOptions: { hostProcess: true } } }] }",
  fieldPaths: ['spec.containers[0].securityContext.windowsOptions.hostProcess'],
  judge(pod, report) {
    for (const { path, context } of allSetters(pod)) {
      if (asObject(context.windowsOptions).hostProcess !== true) continue;
      report({
        fieldPath: `${path}.windowsOptions.hostProcess`,
        message: 'the container is a process of its node',
        value: true,
        allowed: 'false, or nothing',
      });
    }
  },
});
