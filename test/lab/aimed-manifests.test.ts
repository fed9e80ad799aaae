import { changed, changesOf } from '../../lab/compare/aimed-changes';
import { AIMED_CHANGES, aimedManifests, plainManifest } from '../../lab/compare/aimed-manifests';
import { ruleSettings, tableSettings } from '../../lab/compare/rule-settings';
import { SETTINGS } from '../../lab/compare/settings';

const texts = (manifests: readonly object[]) => manifests.map((manifest) => JSON.stringify(manifest));

test('the same seed makes the same manifests', () => {
  expect(texts(aimedManifests(7, 0, 50))).toEqual(texts(aimedManifests(7, 0, 50)));
  expect(texts(aimedManifests(7, 0, 50))).not.toEqual(texts(aimedManifests(8, 0, 50)));
});

test('manifests in a row have different changes', () => {
  expect(AIMED_CHANGES).toBeGreaterThan(20_000);
  expect(new Set(texts(aimedManifests(3, 0, 1000))).size).toBeGreaterThan(850);
});

test('settings come into every kind of workload and every list of containers', () => {
  const made = aimedManifests(1, 0, 1000);
  expect(new Set(made.map(({ kind }) => kind)).size).toBe(11);
  const all = texts(made).join('\n');
  for (const list of ['"containers":[{"name":"x"', '"initContainers":[{"name":"x"', '"ephemeralContainers":[{"name":"x"']) {
    expect(all).toContain(list);
  }
  expect(all).toContain('"image":"nginx:1.29","restartPolicy":"Always"');
});

test('a change leaves the setting as it was', () => {
  for (const setting of SETTINGS.slice(0, 20)) {
    const before = JSON.stringify(setting);
    const after = changesOf(setting).map((change) => JSON.stringify(changed(setting, change)));
    expect(JSON.stringify(setting)).toBe(before);
    expect(after.some((text) => text !== before)).toBe(true);
  }
});

test('rules and tables give settings of their own', () => {
  expect(ruleSettings().length).toBeGreaterThan(50);
  expect(JSON.stringify(tableSettings(37))).toContain('"schedule"');
});

test('a setting alone stands in a Pod, or in an object of its kind', () => {
  expect(plainManifest({ container: { tty: true } })).toMatchObject({
    kind: 'Pod',
    spec: { containers: [{ name: 'x', tty: true }, {}, {}] },
  });
  expect(plainManifest({ Service: { clusterIP: 'None' } })).toMatchObject({ kind: 'Service', spec: { clusterIP: 'None' } });
});
