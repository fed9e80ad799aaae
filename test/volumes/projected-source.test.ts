import { Duration, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { DownwardApiFile } from '../../src/volumes/downward-api-file';
import { ProjectedSource } from '../../src/volumes/projected-source';

const settings = kplus.ConfigMap.fromConfigMapName(Testing.chart(), 'settings', 'web-settings');

test('a token is for an audience and for some time', () => {
  expect(ProjectedSource.serviceAccountToken('vault/token', { audience: 'vault', expiration: Duration.hours(2) })._toManifest()).toEqual({
    serviceAccountToken: { path: 'vault/token', audience: 'vault', expirationSeconds: 7200 },
  });
});

test.each([Duration.seconds(599), Duration.millis(600500)])('fails for a token that is valid for %p', (expiration) => {
  expect(() => ProjectedSource.serviceAccountToken('token', { expiration })).toThrow(
    `the expiration ${expiration.toSeconds({ integral: false })} s of the projected service account token 'token' is not allowed: whole seconds, at least 600`,
  );
});

test('fails for a token without a path', () => {
  expect(() => ProjectedSource.serviceAccountToken('')).toThrow('the path of a projected service account token is empty');
});

test('fails for a downward API without a file', () => {
  expect(() => ProjectedSource.downwardApi([])).toThrow('the projected downward API has no file: give at least one');
});

test('fails for permission bits of a key that are out of range', () => {
  expect(() => ProjectedSource.configMap(settings, { items: { key: { path: 'key', mode: 755 } } })).toThrow(
    "the mode of key 'key' of the projected config map 'web-settings' 755 is not allowed",
  );
});

describe('a downward API file', () => {
  test.each(['metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.annotations', "metadata.annotations['a.io/b']"])(
    'shows %s',
    (fieldPath) => {
      expect(DownwardApiFile.field('file', fieldPath)._toManifest()).toEqual({ path: 'file', fieldRef: { fieldPath } });
    },
  );

  test.each(['spec.nodeName', 'status.podIP', 'metadata', "metadata.name['x']"])(
    'fails for %s, which volumes do not offer',
    (fieldPath) => {
      expect(() => DownwardApiFile.field('file', fieldPath)).toThrow(
        `field '${fieldPath}' of the downward API file 'file' is not allowed: metadata.name, metadata.namespace`,
      );
    },
  );

  test.each(Object.values(kplus.ResourceFieldPaths))('shows %s of a container', (resource) => {
    expect(DownwardApiFile.resource('file', 'main', resource, { mode: 0o400 })._toManifest()).toEqual({
      path: 'file',
      resourceFieldRef: { containerName: 'main', resource },
      mode: 256,
    });
  });

  test('fails for a resource that does not exist', () => {
    expect(() => DownwardApiFile.resource('file', 'main', 'limits.disk')).toThrow(
      "resource 'limits.disk' of the downward API file 'file' is not allowed",
    );
  });

  test('fails without a container', () => {
    expect(() => DownwardApiFile.resource('file', '', 'limits.cpu')).toThrow("the downward API file 'file' names no container");
  });

  test('fails without a path', () => {
    expect(() => DownwardApiFile.field('', 'metadata.name')).toThrow('the path of a downward API file is empty');
  });

  test('fails for permission bits out of range', () => {
    expect(() => DownwardApiFile.field('file', 'metadata.name', { mode: 666 })).toThrow(
      "the mode of the downward API file 'file' 666 is not allowed",
    );
  });
});
