import { PodSecurityLevel } from './pod-security-level';
import { mappingAt, podSecurityRule, volumesOf } from './pod-security-rule';

/** No volume is a path of the node. */
export const hostPathVolumes = podSecurityRule({
  name: 'host-path-volumes',
  level: PodSecurityLevel.BASELINE,
  title: 'No volume is a path of the node',
  why: 'Who writes to the node outlives its pod, and may change what the kubelet and other pods run.',
  fix: 'Use an emptyDir, a persistent volume claim or a ConfigMap.',
  compliant: "{ volumes: [{ name: data, emptyDir: {} }], containers: [{ name: web, image: 'nginx:1.29' }] }",
  nonCompliant: "{ volumes: [{ name: data, hostPath: { path: /data } }], containers: [{ name: web, image: 'nginx:1.29' }] }",
  fieldPaths: ['spec.volumes[0].hostPath'],
  judge(pod, report, context) {
    for (const { path, object } of volumesOf(pod, context)) {
      if (mappingAt(object, 'hostPath')) {
        report({ fieldPath: `${path}.hostPath`, message: 'the volume is a path of the node', value: object.hostPath });
      }
    }
  },
});
