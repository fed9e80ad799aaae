import { PodIntent } from '../../manifest/intent';
import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';

const yamlOf = (mount: string, image = 'ghcr.io/jimmidyson/configmap-reload:v0.15.0') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      initContainers:
        - { name: reload, image: '${image}', restartPolicy: Always, volumeMounts: [{ name: settings, mountPath: /settings }] }
      containers: [{ name: main, image: 'shop/web:4.2', volumeMounts: [{ name: settings, ${mount} }] }]
      volumes: [{ name: settings, configMap: { name: settings } }]
`;
const BY_SUB_PATH = 'mountPath: /etc/web/web.conf, subPath: web.conf';
const FIELD = 'spec.template.spec.containers[0].volumeMounts[0].subPath';

const UPDATED_BY_KUBELET = ['configMap', 'secret', 'projected', 'downwardAPI'];
/** Programs that tell another one when its configuration has changed, by what their images are called. */
const RELOADER_IMAGE = /(?:config(?:map)?-?reload(?:er)?|watch-?config|k8s-sidecar|\breloader)(?:[:@/]|$)/;
const GIT_SYNC_IMAGE = /(?:^|\/)git-sync(?:[:@/]|$)/;
const WATCHER = /\binotify(?:wait|d)\b/;

/** A file that is loaded again can have changed. */
export const reloadedFilesUpdate: PodRule = {
  id: 'practice/reloaded-files-update',
  severity: Severity.WARNING,
  title: 'A file that a reloader watches is not mounted by sub path',
  why:
    'A mount by subPath is made once, at the start of the container. The file never changes after that, however often the ConfigMap does: the ' +
    'reloader tells main to load again what it has loaded already.',
  fix: 'Mount the volume as a directory, without subPath, and point the program to the file in it.',
  source: 'https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically',
  onlyWith: ['subPath', 'subPathExpr'],
  compliant: [
    { title: 'the directory is mounted', yaml: yamlOf('mountPath: /etc/web') },
    { title: 'nobody reloads', yaml: yamlOf(BY_SUB_PATH, 'shop/agent:2.1') },
  ],
  nonCompliant: [
    { title: 'the image of a reloader', yaml: yamlOf(BY_SUB_PATH), fieldPaths: [FIELD] },
    { title: 'a role that reloads', yaml: yamlOf(BY_SUB_PATH, 'shop/agent:2.1'), intent: intentOf(), fieldPaths: [FIELD] },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    if (!pod.containers.some(({ mounts }) => mounts.some(({ subPath }) => subPath !== undefined))) return;
    for (const volume of pod.volumes) {
      const isUpdated = UPDATED_BY_KUBELET.includes(volume.source);
      if (!isUpdated && volume.source !== 'emptyDir') continue;
      const mounts = volume.mounts.filter(({ subPath }) => subPath !== undefined);
      if (mounts.length === 0) continue;
      // What git-sync writes is a link that it puts elsewhere at every change.
      const reloader = volume.mounters.find((container) => (isUpdated ? reloads(container) : GIT_SYNC_IMAGE.test(container.image)));
      if (!reloader) continue;
      for (const { fieldPath, subPath, manifest } of mounts) {
        report({
          fieldPath: `${fieldPath}.${manifest.subPath === subPath ? 'subPath' : 'subPathExpr'}`,
          message: `'${reloader.name}' waits for changes of volume '${volume.name}', and this mount never sees one`,
          value: subPath,
          allowed: 'a mount of the whole volume',
        });
      }
    }
  },
};

function reloads({ _intent, image, command, isLongRunning }: PodContainer): boolean {
  if (!isLongRunning) return false;
  return _intent?.reloads === true || RELOADER_IMAGE.test(image) || command.some((part) => WATCHER.test(part));
}

function intentOf(): PodIntent {
  const none = { endpoints: [], shares: [], dependsOn: [] };
  return { volumes: {}, containers: { main: { ...none, role: 'main' }, reload: { ...none, role: 'config-helper', reloads: true } } };
}
