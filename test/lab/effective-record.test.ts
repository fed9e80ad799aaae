import { effectiveDifferences } from '../../lab/compare/effective-differences';
import { RecordedEffective } from '../../lab/record/effective-record';
import record from '../../lab/record/effective.json';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';

const RECORD = record as unknown as readonly RecordedEffective[];

test.each(['1.28', '1.29', '1.34', '1.37'])(
  "the library reckons what Kubernetes %s's own code reckoned for each recorded pod",
  (version) => {
    const differences = RECORD.flatMap(({ manifest, effective }, index) =>
      effectiveDifferences(manifest, KubernetesVersion.of(version), effective[version]).map((difference) => `${index}: ${difference}`),
    );
    expect(differences).toEqual([]);
  },
);

test('the record has pods of every class, and such that versions reckon differently', () => {
  expect(new Set(RECORD.map(({ effective }) => effective['1.37'].qosClass))).toEqual(new Set(['Guaranteed', 'Burstable', 'BestEffort']));
  for (const [one, other] of [
    ['1.28', '1.29'],
    ['1.29', '1.34'],
    ['1.34', '1.37'],
  ]) {
    expect(RECORD.some(({ effective }) => JSON.stringify(effective[one]) !== JSON.stringify(effective[other]))).toBe(true);
  }
});

test('fails where a recorded pod is reckoned as another version does', () => {
  const differences = RECORD.flatMap(({ manifest, effective }) =>
    effectiveDifferences(manifest, KubernetesVersion.V1_28, effective['1.37']),
  );
  expect(differences.length).toBeGreaterThan(0);
});
