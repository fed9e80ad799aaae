import { Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { DownwardApiFile } from '../../src/volumes/downward-api-file';
import { ProjectedSource } from '../../src/volumes/projected-source';
import { SharedVolume } from '../../src/volumes/shared-volume';

const chart = Testing.chart();
const settings = kplus.ConfigMap.fromConfigMapName(chart, 'settings', 'web-settings');
const credentials = kplus.Secret.fromSecretName(chart, 'credentials', 'web-credentials');
const claim = kplus.PersistentVolumeClaim.fromClaimName(chart, 'claim', 'web-data');

describe('the manifest of', () => {
  test.each<[string, SharedVolume, object]>([
    ['an empty directory', SharedVolume.emptyDir('v'), { emptyDir: {} }],
    ['an empty directory on the default medium', SharedVolume.emptyDir('v', { medium: kplus.EmptyDirMedium.DEFAULT }), { emptyDir: {} }],
    [
      'a small empty directory in memory',
      SharedVolume.emptyDir('v', { sizeLimit: Size.kibibytes(512), medium: kplus.EmptyDirMedium.MEMORY }),
      { emptyDir: { medium: 'Memory', sizeLimit: '512Ki' } },
    ],
    ['a config map', SharedVolume.configMap('v', settings), { configMap: { name: 'web-settings' } }],
    [
      'some keys of a config map',
      SharedVolume.configMap('v', settings, {
        items: { a: { path: 'x/a' }, b: { path: 'b', mode: 0o400 } },
        defaultMode: 0o440,
        optional: true,
      }),
      {
        configMap: {
          name: 'web-settings',
          items: [
            { key: 'a', path: 'x/a' },
            { key: 'b', path: 'b', mode: 256 },
          ],
          defaultMode: 288,
          optional: true,
        },
      },
    ],
    [
      'a secret',
      SharedVolume.secret('v', credentials, { optional: false }),
      { secret: { secretName: 'web-credentials', optional: false } },
    ],
    [
      'a projection of every source',
      SharedVolume.projected(
        'v',
        [
          ProjectedSource.configMap(settings),
          ProjectedSource.secret(credentials, { items: { key: { path: 'key.pem' } }, optional: true }),
          ProjectedSource.downwardApi([DownwardApiFile.field('labels', 'metadata.labels')]),
          ProjectedSource.serviceAccountToken('token'),
        ],
        { defaultMode: 0o400 },
      ),
      {
        projected: {
          defaultMode: 256,
          sources: [
            { configMap: { name: 'web-settings' } },
            { secret: { name: 'web-credentials', items: [{ key: 'key', path: 'key.pem' }], optional: true } },
            { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
            { serviceAccountToken: { path: 'token' } },
          ],
        },
      },
    ],
    [
      'information about the pod',
      SharedVolume.downwardApi('v', [
        DownwardApiFile.field('team', "metadata.labels['team']", { mode: 0o444 }),
        DownwardApiFile.resource('memory', 'main', kplus.ResourceFieldPaths.MEMORY_LIMIT, { divisor: '1Mi' }),
      ]),
      {
        downwardAPI: {
          items: [
            { path: 'team', fieldRef: { fieldPath: "metadata.labels['team']" }, mode: 292 },
            { path: 'memory', resourceFieldRef: { containerName: 'main', resource: 'limits.memory', divisor: '1Mi' } },
          ],
        },
      },
    ],
    ['a claim', SharedVolume.persistentVolumeClaim('v', claim), { persistentVolumeClaim: { claimName: 'web-data' } }],
    [
      'a claim that is attached read-only',
      SharedVolume.persistentVolumeClaim('v', claim, { readOnly: true }),
      { persistentVolumeClaim: { claimName: 'web-data', readOnly: true } },
    ],
    [
      'an ephemeral volume',
      SharedVolume.ephemeral('v', { storage: Size.gibibytes(10) }),
      { ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } } } } },
    ],
    [
      'an ephemeral volume of a class',
      SharedVolume.ephemeral('v', {
        storage: Size.gibibytes(1.5),
        accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE_POD],
        storageClassName: 'fast',
        volumeMode: kplus.PersistentVolumeMode.FILE_SYSTEM,
      }),
      {
        ephemeral: {
          volumeClaimTemplate: {
            spec: {
              accessModes: ['ReadWriteOncePod'],
              resources: { requests: { storage: '1536Mi' } },
              storageClassName: 'fast',
              volumeMode: 'Filesystem',
            },
          },
        },
      },
    ],
    [
      'an image',
      SharedVolume.image('v', 'quay.io/acme/models:1.0', { pullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT }),
      { image: { reference: 'quay.io/acme/models:1.0', pullPolicy: 'IfNotPresent' } },
    ],
    ['an image without a policy', SharedVolume.image('v', 'models'), { image: { reference: 'models' } }],
  ])('%s', (_, volume, source) => {
    expect(volume._toManifest()).toEqual({ name: 'v', ...source });
  });

  test('any volume of cdk8s-plus is the one that cdk8s-plus writes', () => {
    const volumes = [
      kplus.Volume.fromEmptyDir(chart, 'e', 'cache', { sizeLimit: Size.mebibytes(64) }),
      kplus.Volume.fromHostPath(chart, 'h', 'host', { path: '/var/log', type: kplus.HostPathVolumeType.DIRECTORY }),
      kplus.Volume.fromNfs(chart, 'n', 'share', { server: 'nfs.local', path: '/export' }),
      kplus.Volume.fromCsi(chart, 'c', 'csi.acme.io', { name: 'csi', attributes: { size: '1' } }),
    ];
    const pod = new kplus.Pod(chart, 'pod', { containers: [{ image: 'web' }], volumes });
    const written = chart.toJson().find(({ metadata }) => metadata.name === pod.name).spec.volumes;
    expect(volumes.map((volume) => SharedVolume.of(volume)._toManifest())).toEqual(written);
    expect(SharedVolume.of(volumes[1]).name).toBe('host');
  });
});

test('a manifest is a copy: changing it changes neither the volume nor the next manifest', () => {
  const volume = SharedVolume.projected('v', [ProjectedSource.serviceAccountToken('token', { audience: 'vault' })]);
  const before = JSON.stringify(volume._toManifest());
  (volume._toManifest().projected as { sources: object[] }).sources.length = 0;
  expect(JSON.stringify(volume._toManifest())).toBe(before);
});

test('a volume brings its own content, or somebody in the pod has to write it', () => {
  const ofPod = [SharedVolume.emptyDir('v'), SharedVolume.ephemeral('v', { storage: Size.gibibytes(1) })];
  const ofItsOwn = [
    SharedVolume.configMap('v', settings),
    SharedVolume.secret('v', credentials),
    SharedVolume.projected('v', []),
    SharedVolume.downwardApi('v', []),
    SharedVolume.persistentVolumeClaim('v', claim),
    SharedVolume.image('v', 'models'),
    SharedVolume.of(kplus.Volume.fromHostPath(chart, 'content', 'host', { path: '/data' })),
  ];
  expect(ofPod.map((volume) => volume._hasContent)).toEqual([false, false]);
  expect(ofItsOwn.map((volume) => volume._hasContent)).toEqual(ofItsOwn.map(() => true));
});

describe('a shared volume', () => {
  test('fails without a name, whatever its kind', () => {
    for (const make of [
      () => SharedVolume.emptyDir(''),
      () => SharedVolume.configMap('', settings),
      () => SharedVolume.secret('', credentials),
      () => SharedVolume.projected('', []),
      () => SharedVolume.downwardApi('', []),
      () => SharedVolume.persistentVolumeClaim('', claim),
      () => SharedVolume.ephemeral('', { storage: Size.gibibytes(1) }),
      () => SharedVolume.image('', 'models'),
    ]) {
      expect(make).toThrow('the name of a shared volume is empty: give lower case letters');
    }
  });

  test('takes a name that the server would refuse, since a rule reports it with every other mistake', () => {
    expect(SharedVolume.emptyDir('Bad_Name')._toManifest().name).toBe('Bad_Name');
    expect(SharedVolume.emptyDir('v'.repeat(64)).name).toHaveLength(64);
  });

  test('fails for an image without a reference', () => {
    expect(() => SharedVolume.image('models', '')).toThrow("the image of volume 'models' is empty: give a reference");
  });

  test('fails for an ephemeral block device', () => {
    expect(() => SharedVolume.ephemeral('disk', { storage: Size.gibibytes(1), volumeMode: kplus.PersistentVolumeMode.BLOCK })).toThrow(
      "volume 'disk' of mode Block is not allowed: containers share files, which a block device does not have; use mode Filesystem",
    );
  });

  test('fails for permission bits out of range, and names those that were meant', () => {
    expect(() => SharedVolume.configMap('v', settings, { defaultMode: 644 })).toThrow(
      "the default mode of volume 'v' 644 is not allowed: permission bits are a whole number from 0 to 0o777 (511); 0o644 may have been meant",
    );
    expect(() => SharedVolume.secret('v', credentials, { items: { key: { path: 'key', mode: 1000.5 } } })).toThrow(
      "the mode of key 'key' of volume 'v' 1000.5 is not allowed",
    );
    expect(() => SharedVolume.projected('v', [], { defaultMode: -1 })).toThrow('write it like 0o644');
    expect(() => SharedVolume.downwardApi('v', [], { defaultMode: 999 })).toThrow('write it like 0o644');
  });

  test('fails for a key that becomes a file without a path', () => {
    expect(() => SharedVolume.configMap('v', settings, { items: { key: { path: '' } } })).toThrow(
      "the path of key 'key' of volume 'v' is empty: give a relative path, like 'key'",
    );
  });
});

describe('writing', () => {
  test.each([
    ['a config map', SharedVolume.configMap('v', settings)],
    ['a secret', SharedVolume.secret('v', credentials)],
    ['a projected volume', SharedVolume.projected('v', [])],
    ['a downward API volume', SharedVolume.downwardApi('v', [])],
    ['an image volume', SharedVolume.image('v', 'models')],
    ['a claim that is attached read-only', SharedVolume.persistentVolumeClaim('v', claim, { readOnly: true })],
    ['a config map', SharedVolume.of(kplus.Volume.fromConfigMap(chart, 'read-only', settings, { name: 'v' }))],
  ])('fails for %s, which no container can write to', (kind, volume) => {
    expect(() => volume.writtenAt('/data')).toThrow(
      `volume 'v' cannot be written at '/data': it is ${kind}, which containers can only read; use readAt(), or write to a SharedVolume.emptyDir()`,
    );
    expect(volume.readAt('/data')._toMount()).toEqual({ name: 'v', mountPath: '/data', readOnly: true });
  });

  test.each([
    ['an empty directory', SharedVolume.emptyDir('v')],
    ['a claim', SharedVolume.persistentVolumeClaim('v', claim)],
    ['an ephemeral volume', SharedVolume.ephemeral('v', { storage: Size.gibibytes(1) })],
    ['a host path', SharedVolume.of(kplus.Volume.fromHostPath(chart, 'writable', 'v', { path: '/data' }))],
  ])('is allowed for %s', (_, volume) => {
    expect(volume.writtenAt('/data')._toMount()).toEqual({ name: 'v', mountPath: '/data' });
  });
});
