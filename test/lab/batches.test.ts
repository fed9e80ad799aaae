import { MadeManifests } from '../../lab/compare/batches';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';

const COUNT = 2009;

function sizes(made: MadeManifests, part: number): [string, number][] {
  return [...made.common(part), made.drawn(part, KubernetesVersion.V1_36)].map(({ source, manifests }) => [source, manifests.length]);
}

test('a run makes as many manifests as it is asked for, a quarter of each source', () => {
  const made = new MadeManifests([], COUNT, 7);
  expect(made.parts).toBe(2);
  expect(sizes(made, 0).map(([, count]) => count)).toEqual([500, 500, 500, 500]);
  expect(sizes(made, 1)).toEqual([
    ['aimed', 2],
    ['mutants', 2],
    ['resources', 2],
    ['drawn', 3],
  ]);
});

test('a part is the same for the same seed, whoever makes it and whatever was made before', () => {
  const [one, other] = [new MadeManifests([], COUNT, 7), new MadeManifests([], COUNT, 7)];
  other.common(0);
  other.drawn(0, KubernetesVersion.V1_28);
  expect(other.common(1)).toEqual(one.common(1));
  expect(other.drawn(1, KubernetesVersion.V1_36)).toEqual(one.drawn(1, KubernetesVersion.V1_36));
  expect(new MadeManifests([], COUNT, 8).common(1)).not.toEqual(one.common(1));
});

test('parts differ from each other', () => {
  const made = new MadeManifests([], 2 * COUNT, 7);
  expect(made.common(1)).not.toEqual(made.common(0));
});
