import { LabVerdict } from '../../lab/compare/lab-verdict';
import { LibraryVerdict } from '../../lab/compare/library-verdict';
import { verdictDifferences } from '../../lab/compare/verdict-differences';

function compared(kind: string, ours: readonly string[], theirs: readonly string[]): string[] {
  const type = 'FieldValueInvalid';
  const said = { accepted: false, warnings: [] };
  const errors = ours.map((field) => ({ type, field, ruleId: 'server/any' }));
  const library: LibraryVerdict = { ...said, undecodable: [], unknown: [], errors, dropped: [], failed: [] };
  const server: LabVerdict = { ...said, kind, strict: [], errors: theirs.map((field) => ({ type, field, message: '' })) };
  return verdictDifferences(library, server).map(({ side, field }) => `${side}: ${field}`);
}

const VOLUME = (index: number) => `spec.template.spec.volumes[${index}].name`;

test('the place that a claim of a StatefulSet has among the volumes is not compared', () => {
  expect(compared('apps/v1/StatefulSet', [VOLUME(1)], [VOLUME(2)])).toEqual([]);
});

test('fails where a volume of another workload stands in another place', () => {
  expect(compared('apps/v1/Deployment', [VOLUME(1)], [VOLUME(2)])).toEqual([`library: ${VOLUME(1)}`, `server: ${VOLUME(2)}`]);
});

test('the prefix of the name of a ReplicationController is compared where nothing else is wrong', () => {
  const prefix = 'metadata.generateName';
  expect(compared('v1/ReplicationController', [prefix, 'spec.replicas'], ['spec.replicas'])).toEqual([]);
  expect(compared('v1/ReplicationController', [prefix], [])).toEqual([`library: ${prefix}`]);
  expect(compared('v1/ReplicationController', ['spec.replicas'], [prefix, 'spec.replicas'])).toEqual([`server: ${prefix}`]);
});
