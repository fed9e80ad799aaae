import { PodIntent } from '../../manifest/intent';
import { asObject } from '../../manifest/json';
import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';

const yamlOf = (image: string, mounts: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - { name: main, image: '${image}', securityContext: { readOnlyRootFilesystem: true }, volumeMounts: [${mounts}] }
      volumes: [{ name: work, emptyDir: { sizeLimit: 64Mi } }, { name: settings, configMap: { name: settings } }]
`;
const INTENT: PodIntent = {
  volumes: {},
  containers: { main: { role: 'main', endpoints: [], shares: [], dependsOn: [], writesTo: ['/var/lib/web/cache', '/tmp'] } },
};
const FIELD = 'spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem';

/** An image that is known to write, whatever it is told. */
interface KnownWriter {
  /** The repository of the image, without the registry. */
  readonly image: RegExp;
  /** The directories, each with other names of it. */
  readonly directories: readonly (readonly string[])[];
  /** A file that may send the program elsewhere. */
  readonly configuration: string;
}

const KNOWN_WRITERS: readonly KnownWriter[] = [
  { image: /(?:^|\/)nginx$/, directories: [['/var/cache/nginx'], ['/var/run', '/run']], configuration: '/etc/nginx/nginx.conf' },
  { image: /(?:^|\/)nginx-unprivileged$/, directories: [['/tmp']], configuration: '/etc/nginx/nginx.conf' },
  { image: /(?:^|\/)httpd$/, directories: [['/usr/local/apache2/logs']], configuration: '/usr/local/apache2/conf/httpd.conf' },
  {
    image: /^(?:[^/]+\/)?(?:library\/)?postgres$/,
    directories: [['/var/run/postgresql', '/run/postgresql']],
    configuration: '/etc/postgresql',
  },
  { image: /^(?:[^/]+\/)?(?:library\/)?mysql$/, directories: [['/var/run/mysqld', '/run/mysqld']], configuration: '/etc/my.cnf' },
];

/** Sources of volumes that no container can write to. */
const READ_ONLY_SOURCES = ['configMap', 'secret', 'projected', 'downwardAPI', 'image'];

/** A container whose root file system is read-only has somewhere to write. */
export const writableDirectories: PodRule = {
  id: 'practice/writable-directories',
  severity: Severity.WARNING,
  title: 'A container with a read-only root has a volume wherever its image writes',
  why:
    'With readOnlyRootFilesystem every write outside of a volume fails: nginx cannot make its cache and stops, others lose their temporary files ' +
    'only at the first large request.',
  fix: "Mount an emptyDir there, or say writesTo: ['/tmp'] and let the pattern do it.",
  source: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  onlyWith: ['readOnlyRootFilesystem'],
  compliant: [
    {
      title: 'volumes over all of them',
      yaml: yamlOf('shop/web:4.2', '{ name: work, mountPath: /var/lib/web, subPath: web }, { name: work, mountPath: /tmp, subPath: tmp }'),
      intent: INTENT,
    },
    {
      title: 'an image that is known to write has its volumes',
      yaml: yamlOf(
        'nginx:1.29',
        '{ name: work, mountPath: /var/cache/nginx, subPath: cache }, { name: work, mountPath: /run, subPath: run }',
      ),
    },
    {
      title: 'a configuration of its own may send it elsewhere',
      yaml: yamlOf('nginx:1.29', '{ name: settings, mountPath: /etc/nginx/nginx.conf, subPath: nginx.conf }'),
    },
  ],
  nonCompliant: [
    {
      title: 'a directory that it was said to write to is in a volume that nobody can write',
      yaml: yamlOf('shop/web:4.2', '{ name: settings, mountPath: /var/lib/web }, { name: work, mountPath: /tmp }'),
      intent: INTENT,
      fieldPaths: [FIELD],
    },
    { title: 'an image that is known to write', yaml: yamlOf('docker.io/library/nginx:1.29', ''), fieldPaths: [FIELD] },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    for (const container of pod.containers) {
      if (asObject(container.manifest.securityContext).readOnlyRootFilesystem !== true) continue;
      const known = container._intent?.writesTo ? undefined : knownWriter(container);
      const directories = container._intent?.writesTo?.map((directory) => [directory]) ?? known?.directories;
      if (directories === undefined) continue;
      const missing = directories.filter((names) => !names.some((directory) => isWritable(pod, container, directory)));
      if (missing.length === 0) continue;
      const named = missing.map(([directory]) => directory).join(', ');
      report({
        fieldPath: `${container.fieldPath}.securityContext.readOnlyRootFilesystem`,
        message: known
          ? `the image of '${container.name}' usually writes to ${named}, where no volume is`
          : `'${container.name}' writes to ${named}, where no volume is that it can write to`,
        value: true,
        allowed: `a volume that can be written at ${named}`,
      });
    }
  },
};

function knownWriter({ image, mounts }: PodContainer): KnownWriter | undefined {
  if (!/nginx|httpd|postgres|mysql/.test(image)) return undefined;
  const repository = image.replace(/[:@][^/]*$/, '');
  const writer = KNOWN_WRITERS.find((candidate) => candidate.image.test(repository));
  const isConfigured = mounts.some(({ mountPath }) => writer !== undefined && isWithin(writer.configuration, mountPath));
  return isConfigured ? undefined : writer;
}

function isWritable(pod: PodModel, { mounts }: PodContainer, directory: string): boolean {
  // The mount that lies deepest is the one that is seen.
  const [mount] = mounts.filter(({ mountPath }) => isWithin(directory, mountPath)).sort((a, b) => b.mountPath.length - a.mountPath.length);
  if (mount === undefined) return false;
  return !mount.readOnly && !READ_ONLY_SOURCES.includes(pod.volume(mount.volume)?.source ?? '');
}

function isWithin(path: string, directory: string): boolean {
  const parent = directory.replace(/\/+$/, '');
  return path === parent || path.startsWith(`${parent}/`);
}
