import { compareFieldPaths, parseFieldPath, valueAt } from '../../src/manifest/field-path';

describe('field paths', () => {
  test('are taken apart as the server puts them together', () => {
    expect(parseFieldPath('spec.containers[0].ports[1].containerPort')).toEqual(['spec', 'containers', '0', 'ports', '1', 'containerPort']);
    expect(parseFieldPath('metadata.annotations[kubectl.kubernetes.io/default-container]')).toEqual([
      'metadata',
      'annotations',
      'kubectl.kubernetes.io/default-container',
    ]);
    expect(parseFieldPath('data[a]b].x')).toEqual(['data', 'a]b', 'x']);
    expect(parseFieldPath('')).toEqual([]);
  });

  test('lead to the value that stands there, and to nothing where nothing does', () => {
    const manifest = { spec: { containers: [{ name: 'web' }] }, metadata: { labels: { 'a.b/c': 'x' } } };
    expect(valueAt(manifest, 'spec.containers[0].name')).toBe('web');
    expect(valueAt(manifest, 'metadata.labels[a.b/c]')).toBe('x');
    expect(valueAt(manifest, 'spec.containers[1].name')).toBeUndefined();
    expect(valueAt(manifest, 'spec.containers.length')).toBeUndefined();
    expect(valueAt(manifest, 'spec.toString')).toBeUndefined();
  });

  test('stand in the order in which a reader meets them', () => {
    const paths = ['spec.containers[10].name', 'spec.containers[2].name', 'spec.containers[2]', 'spec.a', 'spec.containers[2].image'];
    expect(paths.sort(compareFieldPaths)).toEqual([
      'spec.a',
      'spec.containers[2]',
      'spec.containers[2].image',
      'spec.containers[2].name',
      'spec.containers[10].name',
    ]);
  });
});
