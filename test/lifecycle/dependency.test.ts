import { Dependency } from '../../src/lifecycle/dependency';
import { StartCondition } from '../../src/manifest/start-condition';

test.each([
  [Dependency.healthy('proxy'), StartCondition.HEALTHY],
  [Dependency.started('proxy'), StartCondition.STARTED],
  [Dependency.completed('proxy'), StartCondition.COMPLETE],
])('%s names a container and how far it has to have come', (dependency, condition) => {
  expect(dependency.container).toBe('proxy');
  expect(dependency.condition).toBe(condition);
  expect(dependency._toIntent()).toEqual({ container: 'proxy', condition });
  expect(`${dependency}`).toBe(`proxy ${condition}`);
});

test('fails without the name of a container', () => {
  expect(() => Dependency.healthy('')).toThrow(
    'the name of the container of a dependency (HEALTHY) is empty: give the name of another container of the pod',
  );
});
