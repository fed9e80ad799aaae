import { JsonObject, asString, isJsonObject, objectsOf } from '../../manifest/json';
import { isDnsLabel } from '../../manifest/names';
import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { Severity, Violation } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { ManifestWalk } from '../walk/manifest-walk';
import { Place } from '../walk/place';
import { dropsImages, keptMounts } from './fields/dropped-images';
import { sourceOf } from './fields/volume-fields';
import { CORE_VALIDATION } from './sources';

/** Where a claim stands behind a volume, so that it can be a block device. */
const CLAIMS = ['persistentVolumeClaim', 'ephemeral'];

/** What a container mounts is a volume of its pod. */
export const declaredVolumes: PodRule = {
  id: 'server/declared-volumes',
  severity: Severity.ERROR,
  title: 'What a container mounts is a volume of its pod',
  why: 'A mount or a device names a volume of the pod, or a claim template of the StatefulSet. The API server refuses any other name; a volume that is itself wrong counts as absent.',
  fix: 'Add the volume to spec.volumes, or correct the name.',
  source: CORE_VALIDATION,
  onlyWith: ['volumeMounts', 'volumeDevices'],
  compliant: [
    {
      title: 'mounts of a volume and of a claim template',
      yaml: `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers:
        - name: db
          image: postgres:18
          volumeMounts: [{ name: data, mountPath: /var/lib/postgresql }, { name: run, mountPath: /run }]
      volumes: [{ name: run, emptyDir: {} }]
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`,
    },
  ],
  nonCompliant: [
    {
      title: 'a mount of a volume that there is not, in containers of each kind',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers: [{ name: prepare, image: 'busybox:1.37', volumeMounts: [{ name: pages, mountPath: /pages }] }]
  containers: [{ name: web, image: 'nginx:1.29', volumeMounts: [{ name: page, mountPath: /pages }] }]
  volumes: [{ name: pages, emptyDir: {} }]
`,
      fieldPaths: ['spec.containers[0].volumeMounts[0].name'],
    },
    {
      title: 'a device that is no claim',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: [{ name: web, image: 'nginx:1.29', volumeDevices: [{ name: disk, devicePath: /dev/disk }] }]
  volumes: [{ name: disk, emptyDir: {} }]
`,
      fieldPaths: ['spec.containers[0].volumeDevices[0].name'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, context: RuleContext): void {
    if (areDeclared(pod, context)) return;
    const { version } = context;
    let sources: Map<string, string> | undefined;
    for (const container of pod.containers) {
      const mounts = keptMounts(container.manifest.volumeMounts, pod.spec, version);
      const devices = objectsOf(container.manifest.volumeDevices);
      if (mounts.length + devices.length === 0) continue;
      sources ??= validSources(pod, new ManifestWalk(version, pod.templatePath === ''));
      for (const { index, object } of mounts) {
        const name = asString(object.name) ?? '';
        const path = `${container.fieldPath}.volumeMounts[${index}]`;
        if (!sources.has(name)) report(unknownVolume(`${path}.name`, name, sources));
        if (devices.length > 0) judgeClash(object, path, devices, report);
      }
      if (devices.length > 0) judgeDevices(container, devices, mounts, sources, report);
    }
  },
};

/** Whether there is nothing but mounts of volumes in which nothing is wrong: seen without a walk over each volume. */
function areDeclared(pod: PodModel, { walked }: RuleContext): boolean {
  if (walked.violations.length > 0) return false;
  for (const { manifest, mounts } of pod.containers) {
    if (manifest.volumeDevices !== undefined) return false;
    for (const { volume } of mounts) if (pod.volume(volume) === undefined) return false;
  }
  return true;
}

/** The volumes that hold for mounts, with their sources: claim templates, and what has no error in itself. */
function validSources(pod: PodModel, walk: ManifestWalk): Map<string, string> {
  const sources = new Map<string, string>();
  // Of a claim template the server makes a volume of the same name.
  for (const name of pod.claimTemplates.filter(isDnsLabel)) sources.set(name, 'persistentVolumeClaim');
  for (const { index, object } of objectsOf(pod.spec.volumes)) {
    const name = asString(object.name) ?? '';
    const before = walk.violations.length;
    if (isJsonObject(object.image) && dropsImages(walk.version)) continue;
    walk.visit('io.k8s.api.core.v1.Volume', new Place(object, undefined, 'volumes', index));
    if (walk.violations.length === before && !sources.has(name)) sources.set(name, sourceOf(object));
  }
  return sources;
}

function unknownVolume(fieldPath: string, name: string, sources: ReadonlyMap<string, string>): Violation {
  const known = [...sources.keys()];
  return {
    fieldPath,
    errorType: 'FieldValueNotFound',
    message: 'the pod has no valid volume of this name',
    value: name,
    allowed: known.length === 0 ? 'the pod has no volumes' : known.join(', '),
  };
}

function judgeClash(mount: JsonObject, path: string, devices: { readonly object: JsonObject }[], report: ReportViolation): void {
  if (devices.some(({ object }) => (object.name ?? '') === (mount.name ?? ''))) {
    report({
      fieldPath: `${path}.name`,
      errorType: 'FieldValueInvalid',
      message: 'must not already exist in volumeDevices',
      value: mount.name,
    });
  }
  if (devices.some(({ object }) => (object.devicePath ?? '') === (mount.mountPath ?? ''))) {
    report({
      fieldPath: `${path}.mountPath`,
      errorType: 'FieldValueInvalid',
      message: 'must not already exist as a path in volumeDevices',
      value: mount.mountPath,
    });
  }
}

function judgeDevices(
  container: PodContainer,
  devices: { readonly index: number; readonly object: JsonObject }[],
  mounts: { readonly object: JsonObject }[],
  sources: ReadonlyMap<string, string>,
  report: ReportViolation,
): void {
  const names = new Set<string>();
  const paths = new Set<string>();
  for (const { index, object } of devices) {
    if (!isJsonObject(object)) continue;
    const at = `${container.fieldPath}.volumeDevices[${index}]`;
    const name = asString(object.name) ?? '';
    const devicePath = asString(object.devicePath) ?? '';
    const source = sources.get(name);
    if (names.has(name)) report({ fieldPath: `${at}.name`, errorType: 'FieldValueInvalid', message: 'must be unique', value: name });
    if (source === undefined) {
      report(unknownVolume(`${at}.name`, name, sources));
    } else if (!CLAIMS.includes(source)) {
      report({
        fieldPath: `${at}.name`,
        errorType: 'FieldValueInvalid',
        message: 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode',
        value: name,
      });
    }
    if (paths.has(devicePath)) {
      report({ fieldPath: `${at}.devicePath`, errorType: 'FieldValueInvalid', message: 'must be unique', value: devicePath });
    }
    if (devicePath.split('/').includes('..')) {
      report({
        fieldPath: `${at}.devicePath`,
        errorType: 'FieldValueInvalid',
        message: "can not contain backsteps ('..')",
        value: devicePath,
      });
    } else {
      paths.add(devicePath);
    }
    if (mounts.some((mount) => (mount.object.name ?? '') === name)) {
      report({ fieldPath: `${at}.name`, errorType: 'FieldValueInvalid', message: 'must not already exist in volumeMounts', value: name });
    }
    if (mounts.some((mount) => (mount.object.mountPath ?? '') === devicePath)) {
      report({
        fieldPath: `${at}.devicePath`,
        errorType: 'FieldValueInvalid',
        message: 'must not already exist as a path in volumeMounts',
        value: devicePath,
      });
    }
    if (name !== '') names.add(name);
  }
}
