import { JsonObject, JsonValue, asObject, asString, isJsonObject, objectsOf } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { keptVolumes } from '../server/fields/dropped-images';
import { podOf, quoted, serverWarning } from './server-warning';

/** A file of a volume, and what it comes from where a volume has several sources. */
interface VolumeFile {
  readonly path: string;
  readonly source: string;
}

const PROJECTIONS = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken'];
const CERTIFICATES = ['clusterTrustBundle', 'podCertificate'];
/** The first minor version that offers certificates in volumes. */
const WITH_CERTIFICATES = 37;
/** The first minor version that counts each file once. */
const WITHOUT_REPETITION = 34;

/** The files of a volume do not stand in each other's way. */
export const overlappingFiles = serverWarning({
  id: 'warnings/overlapping-files',
  title: 'No file of a volume has the path of another, or of a folder that another needs',
  why: 'Of two files with one path the last one wins; a file where another one needs a folder keeps the pod from starting.',
  fix: 'Give each item a path of its own.',
  since: '1.32',
  onlyWith: ['configMap', 'secret', 'downwardAPI', 'projected'],
  compliant: [
    {
      title: 'two files',
      yaml: podOf(
        `{ volumes: [{ name: c, configMap: { name: c, items: [{ key: a, path: a }, { key: b, path: b/b }] } }], containers: [{ name: web, image: 'nginx:1.29' }] }`,
      ),
    },
  ],
  nonCompliant: [
    {
      title: 'a file that another one needs as a folder',
      yaml: podOf(
        `{ volumes: [{ name: c, configMap: { name: c, items: [{ key: a, path: a }, { key: b, path: a/b }] } }], containers: [{ name: web, image: 'nginx:1.29' }] }`,
      ),
      fieldPaths: ['spec.volumes[0]'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    for (const { index, object } of keptVolumes(pod.spec, version)) {
      const fieldPath = `${pod.specPath}.volumes[${index}]`;
      const name = asString(object.name) ?? '';
      for (const text of overlapsOf(object, version.minor)) report({ fieldPath, message: `volume ${quoted(name)} ${text}` });
    }
  },
});

function* overlapsOf(volume: JsonObject, minor: number): Iterable<string> {
  const { configMap, secret, downwardAPI, projected } = volume;
  if (isJsonObject(configMap)) yield* overlaps(`(ConfigMap ${quoted(asString(configMap.name) ?? '')})`, filesOf(configMap.items, ''));
  if (isJsonObject(secret)) yield* overlaps(`(Secret ${quoted(asString(secret.secretName) ?? '')})`, filesOf(secret.items, ''));
  if (isJsonObject(downwardAPI)) yield* overlaps('(DownwardAPI)', filesOf(downwardAPI.items, ''));
  if (!isJsonObject(projected)) return;
  const files: VolumeFile[] = [];
  let before: VolumeFile[] = [];
  for (const { object } of objectsOf(projected.sources)) {
    if (!hasSource(object, minor)) {
      yield '(Projected) has no sources provided';
      continue;
    }
    const own = projectedFiles(object, minor);
    // Before 1.34 the server counts the files of the source before once more where a source lists none.
    before = own ?? (minor < WITHOUT_REPETITION ? before : []);
    files.push(...before);
  }
  yield* overlaps('(Projected)', files);
}

/** Whether a version finds a source in a projection; it may drop what it does not offer. */
function hasSource(projection: JsonObject, minor: number): boolean {
  const kinds = minor >= WITH_CERTIFICATES ? [...PROJECTIONS, ...CERTIFICATES] : PROJECTIONS;
  return kinds.some((kind) => isJsonObject(projection[kind]));
}

/** The files that a projection lists; undefined where it lists none. */
function projectedFiles(source: JsonObject, minor: number): VolumeFile[] | undefined {
  const { configMap, secret, downwardAPI, serviceAccountToken, clusterTrustBundle, podCertificate } = source;
  if (isJsonObject(configMap) && Array.isArray(configMap.items)) {
    return filesOf(configMap.items, `ConfigMap ${quoted(asString(configMap.name) ?? '')}`);
  }
  if (isJsonObject(secret) && Array.isArray(secret.items)) return filesOf(secret.items, `Secret ${quoted(asString(secret.name) ?? '')}`);
  if (isJsonObject(downwardAPI) && Array.isArray(downwardAPI.items)) return filesOf(downwardAPI.items, 'DownwardAPI');
  if (isJsonObject(serviceAccountToken)) return [{ path: asString(serviceAccountToken.path) ?? '', source: 'ServiceAccountToken' }];
  if (minor < WITH_CERTIFICATES) return undefined;
  if (isJsonObject(clusterTrustBundle)) {
    const name = asString(clusterTrustBundle.name) ?? asString(clusterTrustBundle.signerName) ?? '';
    return [{ path: asString(clusterTrustBundle.path) ?? '', source: `ClusterTrustBundle ${quoted(name)}` }];
  }
  return isJsonObject(podCertificate) ? certificateFiles(podCertificate) : undefined;
}

/** The files of a certificate, in the order in which the server looks at them. */
function certificateFiles(certificate: JsonObject): VolumeFile[] {
  const files = [
    { path: asString(certificate.certificateChainPath) ?? '', source: 'PodCertificate chain' },
    { path: asString(certificate.keyPath) ?? '', source: 'PodCertificate key' },
    { path: asString(certificate.credentialBundlePath) ?? '', source: 'PodCertificate credential bundle' },
  ];
  return files.filter(({ path }) => path !== '');
}

function filesOf(items: JsonValue | undefined, source: string): VolumeFile[] {
  return objectsOf(items).map(({ object }) => ({ path: asString(asObject(object).path) ?? '', source }));
}

function* overlaps(of: string, files: readonly VolumeFile[]): Iterable<string> {
  const before: VolumeFile[] = [];
  for (const file of files) {
    const path = file.path.replace(/\/+$/, '');
    if (path !== '') {
      for (const other of before) {
        if (other.path === '') continue;
        if (!`${other.path}/`.startsWith(`${path}/`) && !`${path}/`.startsWith(`${other.path}/`)) continue;
        yield `${of}: overlapping paths: ${shown({ ...file, path })} with ${shown(other)}`;
      }
    }
    before.push({ ...file, path });
  }
}

function shown({ path, source }: VolumeFile): string {
  return source === '' ? quoted(path) : `${quoted(path)} (${source})`;
}
