import { nearestName } from '../../src/manifest/nearest-name';

test.each([
  ['db-porxy', 'db-proxy'],
  ['dbproxy', 'db-proxy'],
  ['DB-Proxy', 'db-proxy'],
  ['log', 'logs'],
])('%s is most like %s', (mistyped, name) => {
  expect(nearestName(mistyped, ['db-proxy', 'logs', 'main'])).toBe(name);
});

test.each(['vault', 'x', ''])('%j is like none of them', (name) => {
  expect(nearestName(name, ['db-proxy', 'logs', 'main'])).toBeUndefined();
});

test('there is nothing to be like where nothing is allowed', () => {
  expect(nearestName('main', [])).toBeUndefined();
});
