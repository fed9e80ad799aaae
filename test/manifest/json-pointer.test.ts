import { jsonPointer, pointerSteps } from '../../src/manifest/json-pointer';

test.each<[string, (string | number)[]]>([
  ['', []],
  ['/spec/containers/0/image', ['spec', 'containers', 0, 'image']],
  ['/metadata/annotations/a~1b~0c', ['metadata', 'annotations', 'a/b~c']],
])('the pointer %j and its steps lead to each other', (pointer, steps) => {
  expect(jsonPointer(steps)).toBe(pointer);
  expect(pointerSteps(pointer)).toEqual(steps.map(String));
});
