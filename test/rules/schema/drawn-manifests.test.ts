import * as fc from 'fast-check';
import { workloadManifests } from '../../../lab/compare/arbitraries';
import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { JsonObject } from '../../../src/manifest/json';
import { schemaIssues } from '../../support/schema-issues';

test.each(KubernetesVersion.ALL.map(({ minor }) => [minor]))('a manifest made of the fields of 1.%s fits its schema', (minor) => {
  fc.assert(
    fc.property(workloadManifests({ minor, mistakes: 0 }), (manifest) => {
      expect(schemaIssues(manifest, minor).filter(({ kind }) => kind !== 'dropped-field')).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('a manifest with mistakes in it can be walked for every version', () => {
  fc.assert(
    fc.property(workloadManifests({ minor: 37, mistakes: 6 }), fc.integer({ min: 28, max: 37 }), (manifest, minor) => {
      for (const { fieldPath, message } of schemaIssues(manifest, minor)) expect([fieldPath, message]).not.toContain('');
    }),
  );
});

test('of very many unknown fields the last are not looked for elsewhere', () => {
  const unknown = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`an-unknown-field-${index}`, 1]));
  const fixOfLast = (metadata: JsonObject) => schemaIssues({ apiVersion: 'apps/v1', kind: 'Deployment', metadata }, 36).slice(-1)[0].fix;
  expect(fixOfLast({ replicas: 1 })).toBe('Move it to spec.replicas.');
  expect(fixOfLast({ ...unknown, replicas: 1 })).toBe('Take it out: ObjectMeta has no such field.');
});
