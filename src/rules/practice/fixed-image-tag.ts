import { asObject, asString } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Severity, Violation } from '../finding';
import { PodRule, ReportViolation } from '../rule';

const yamlOf = (image: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      initContainers: [{ name: agent, image: '${image}', restartPolicy: Always }]
      containers: [{ name: main, image: 'shop/web:4.2' }]
`;
const FIELD = 'spec.template.spec.initContainers[0].image';
const DIGEST = 'sha256:0e3dc1ba6e5a2d4a1b1c2f9e7a4c1d5e6f708192a3b4c5d6e7f8091a2b3c4d5e';

/** A colon before the last slash is that of a registry's port. */
const HAS_TAG = /:[^/:]*$/;

/** An image is the same one tomorrow. */
export const fixedImageTag: PodRule = {
  id: 'practice/fixed-image-tag',
  severity: Severity.ADVICE,
  title: 'An image has a tag of its own, or a digest',
  why:
    'An image without a tag, or with the tag latest, is whatever was pushed last: pods of one workload run different versions of a sidecar, each ' +
    'start asks the registry, and a roll-back rolls nothing back.',
  fix: 'Name the version, as in fluent/fluent-bit:3.2.4, or the digest.',
  source: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  compliant: [
    { title: 'a tag', yaml: yamlOf('registry.example.com:5000/agent:2.1') },
    { title: 'a digest', yaml: yamlOf(`agent@${DIGEST}`) },
    { title: 'a tag latest with a digest, which wins', yaml: yamlOf(`agent:latest@${DIGEST}`) },
  ],
  nonCompliant: [
    { title: 'no tag', yaml: yamlOf('agent'), fieldPaths: [FIELD] },
    { title: 'no tag, of a registry with a port', yaml: yamlOf('registry.example.com:5000/agent'), fieldPaths: [FIELD] },
    { title: 'the tag latest', yaml: yamlOf('agent:latest'), fieldPaths: [FIELD] },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    for (const container of pod.containers) {
      if (isFloating(container.image)) report(violation(`${container.fieldPath}.image`, container.image));
    }
    for (const volume of pod.volumes) {
      if (volume.source !== 'image') continue;
      const reference = asString(asObject(volume.manifest.image).reference) ?? '';
      if (isFloating(reference)) report(violation(`${volume.fieldPath}.image.reference`, reference));
    }
  },
};

function isFloating(image: string): boolean {
  if (HAS_TAG.test(image)) return image.endsWith(':latest') && !image.includes('@');
  // An empty image is the server's to refuse, and of one with a placeholder the tag is not known.
  return image !== '' && !/[@{$]/.test(image);
}

function violation(fieldPath: string, image: string): Violation {
  return {
    fieldPath,
    message: image.endsWith(':latest')
      ? 'the tag latest is moved with every release'
      : 'no tag stands for latest, which is moved with every release',
    value: image,
    allowed: 'a tag that is not moved, or a digest',
  };
}
