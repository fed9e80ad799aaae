import { ClusterFeature } from '../../src/cluster/cluster-feature';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';

test.each([
  ['1.31', '1.31'],
  ['v1.31', '1.31'],
  ['v1.31.4', '1.31'],
  ['1.31.4-gke.100', '1.31'],
  ['v1.31.4+k3s1', '1.31'],
  ['v1.30.8-eks-2d5f260', '1.30'],
  ['1.31+', '1.31'],
  [' 1.28\n', '1.28'],
  ['1.37', '1.37'],
])('%j names a version', (text, expected) => {
  expect(KubernetesVersion.of(text).toString()).toBe(expected);
});

test('a version that was parsed is the constant of its name', () => {
  expect(KubernetesVersion.of('1.33.1')).toBe(KubernetesVersion.V1_33);
});

test('all versions are listed once, the oldest first', () => {
  expect(KubernetesVersion.ALL.map(String)).toEqual(['1.28', '1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36', '1.37']);
});

test('the default is the oldest release that upstream supports', () => {
  expect(KubernetesVersion.DEFAULT).toBe(KubernetesVersion.V1_35);
});

test.each(['', 'latest', '1', '1.31.x', '1.31.4.5', 'one.two', '1.31 or so', '-1.31'])('fails for %j, which is no version', (text) => {
  expect(() => KubernetesVersion.of(text)).toThrow(
    `'${text}' is no version of kubernetes: allowed are 1.28 to 1.37, written like '1.35', 'v1.35.2' or '1.35.2-gke.100'`,
  );
});

test.each(['1.27', 'v1.9.3', '0.35'])('fails for %s, which is too old', (text) => {
  expect(() => KubernetesVersion.of(text)).toThrow(
    `kubernetes version '${text}' is too old: allowed are 1.28 to 1.37; target '1.28' or a newer cluster`,
  );
});

test('fails for 1.3 with the hint that YAML reads 1.30 so', () => {
  expect(() => KubernetesVersion.of('1.3')).toThrow('if 1.30 was meant: YAML reads it as the number 1.3 unless it is quoted');
});

test.each(['1.38', '2.0', '1.100'])('fails for %s, which is not known yet', (text) => {
  expect(() => KubernetesVersion.of(text)).toThrow(
    `kubernetes version '${text}' is unknown: allowed are 1.28 to 1.37; target '1.37', whose manifests a newer cluster runs as well`,
  );
});

test('a version is at least itself and every older one', () => {
  expect(KubernetesVersion.V1_30.isAtLeast(KubernetesVersion.V1_29)).toBe(true);
  expect(KubernetesVersion.V1_30.isAtLeast(KubernetesVersion.V1_30)).toBe(true);
  expect(KubernetesVersion.V1_30.isAtLeast(KubernetesVersion.V1_31)).toBe(false);
});

test.each([
  [ClusterFeature.NATIVE_SIDECARS, '1.29'],
  [ClusterFeature.SLEEP_HANDLER, '1.30'],
  [ClusterFeature.RECURSIVE_READ_ONLY_MOUNTS, '1.31'],
  [ClusterFeature.RELAXED_ENVIRONMENT_NAMES, '1.32'],
  [ClusterFeature.ZERO_SLEEP_HANDLER, '1.33'],
  [ClusterFeature.POD_LEVEL_RESOURCES, '1.34'],
  [ClusterFeature.IMAGE_VOLUMES, '1.35'],
  [ClusterFeature.CONTAINER_RESTART_RULES, '1.35'],
  [ClusterFeature.RESTART_ALL_CONTAINERS, '1.36'],
  [ClusterFeature.CONTAINER_RESOURCE_METRICS, '1.28'],
])('%s comes with %s and stays', (feature, first) => {
  const version = KubernetesVersion.of(first);
  expect(KubernetesVersion.firstWith(feature)).toBe(version);
  expect(KubernetesVersion.ALL.filter((known) => known.supports(feature))).toEqual(
    KubernetesVersion.ALL.filter((known) => known.isAtLeast(version)),
  );
});

test('no version offers stop signals by itself', () => {
  expect(KubernetesVersion.firstWith(ClusterFeature.STOP_SIGNALS)).toBeUndefined();
  expect(KubernetesVersion.V1_37.supports(ClusterFeature.STOP_SIGNALS)).toBe(false);
});

test('every feature is decided for every version', () => {
  for (const feature of Object.values(ClusterFeature)) {
    const since = KubernetesVersion.ALL.map((version) => version.supports(feature));
    expect(since).toEqual([...since].sort());
  }
});
