import * as kplus from 'cdk8s-plus-28';
import { RecursiveReadOnly } from '../../src/volumes/recursive-read-only';
import { SharedVolume } from '../../src/volumes/shared-volume';
import { VolumeAccess } from '../../src/volumes/volume-access';

const logs = SharedVolume.emptyDir('logs');

test('a writer mounts the volume as it is', () => {
  const use = logs.writtenAt('/var/log/app');
  expect(use._toMount()).toEqual({ name: 'logs', mountPath: '/var/log/app' });
  expect(use._toIntent()).toEqual({ volume: 'logs', mountPath: '/var/log/app', access: 'write' });
});

test('a reader mounts the volume read-only', () => {
  const use = logs.readAt('/logs');
  expect(use._toMount()).toEqual({ name: 'logs', mountPath: '/logs', readOnly: true });
  expect(use._toIntent()).toEqual({ volume: 'logs', mountPath: '/logs', access: 'read' });
});

test('a use knows its volume, its path and its access', () => {
  const use = logs.readAt('/logs');
  expect(use.volume).toBe(logs);
  expect(use.mountPath).toBe('/logs');
  expect(use.access).toBe(VolumeAccess.READ);
});

test('a mount has the options that are given', () => {
  expect(logs.readAt('/logs', { subPath: 'web', recursiveReadOnly: RecursiveReadOnly.IF_POSSIBLE })._toMount()).toEqual({
    name: 'logs',
    mountPath: '/logs',
    readOnly: true,
    subPath: 'web',
    recursiveReadOnly: 'IfPossible',
  });
  expect(logs.writtenAt('/logs', { subPathExpr: '$(POD)', propagation: kplus.MountPropagation.HOST_TO_CONTAINER })._toMount()).toEqual({
    name: 'logs',
    mountPath: '/logs',
    subPathExpr: '$(POD)',
    mountPropagation: 'HostToContainer',
  });
});

test('a use keeps what it was given when the options change later', () => {
  const options = { subPath: 'before' };
  const use = logs.readAt('/logs', options);
  options.subPath = 'after';
  expect(use._toMount().subPath).toBe('before');
});

test('a path that the server would refuse is left for the rules, which see every other mistake as well', () => {
  expect(logs.readAt('relative/../path')._toMount().mountPath).toBe('relative/../path');
});

test('fails for an empty mount path', () => {
  expect(() => logs.readAt('')).toThrow("the mount path of volume 'logs' is empty: give an absolute path");
});

test('fails for a sub path beside an expression for one', () => {
  expect(() => logs.writtenAt('/logs', { subPath: 'a', subPathExpr: '$(B)' })).toThrow(
    "the mount of volume 'logs' at '/logs' has subPath 'a' and subPathExpr '$(B)': only one of them is allowed",
  );
});

test('fails for a writer that is to be recursively read-only', () => {
  expect(() => logs.writtenAt('/logs', { recursiveReadOnly: RecursiveReadOnly.ENABLED })).toThrow(
    "the mount of volume 'logs' at '/logs' is written to and has recursiveReadOnly 'Enabled': only readers may have it; use readAt()",
  );
});
