import { Duration } from 'cdk8s';
import { HealthProbe } from '../../src/lifecycle/health-probe';
import { ProbeScheme } from '../../src/lifecycle/probe-scheme';

test.each<[string, HealthProbe, object]>([
  ['a GET request', HealthProbe.http('/healthz', { port: 8080 }), { httpGet: { path: '/healthz', port: 8080 } }],
  [
    'a GET request over TLS with headers to a named port',
    HealthProbe.http('/ready', { portName: 'health', scheme: ProbeScheme.HTTPS, headers: { Host: 'shop.local', 'X-Probe': '1' } }),
    {
      httpGet: {
        path: '/ready',
        port: 'health',
        scheme: 'HTTPS',
        httpHeaders: [
          { name: 'Host', value: 'shop.local' },
          { name: 'X-Probe', value: '1' },
        ],
      },
    },
  ],
  ['a connection', HealthProbe.tcp({ port: 5432 }), { tcpSocket: { port: 5432 } }],
  ['a connection to a named port', HealthProbe.tcp({ portName: 'db' }), { tcpSocket: { port: 'db' } }],
  ['the health protocol of gRPC', HealthProbe.grpc({ port: 9000 }), { grpc: { port: 9000 } }],
  ['one service of gRPC', HealthProbe.grpc({ port: 9000, service: 'liveness' }), { grpc: { port: 9000, service: 'liveness' } }],
  ['a command', HealthProbe.exec(['cat', '/tmp/ready']), { exec: { command: ['cat', '/tmp/ready'] } }],
])('a probe is %s', (_, probe, manifest) => {
  expect(probe._toManifest()).toEqual(manifest);
});

test('a probe has the timing that is given, and no other', () => {
  const timing = {
    initialDelay: Duration.seconds(0),
    period: Duration.minutes(1),
    timeout: Duration.millis(2000),
    failureThreshold: 30,
    successThreshold: 1,
    terminationGracePeriod: Duration.seconds(5),
  };
  const expected = {
    initialDelaySeconds: 0,
    periodSeconds: 60,
    timeoutSeconds: 2,
    failureThreshold: 30,
    successThreshold: 1,
    terminationGracePeriodSeconds: 5,
  };
  expect(HealthProbe.exec(['true'], timing)._toManifest()).toEqual({ exec: { command: ['true'] }, ...expected });
  expect(HealthProbe.grpc({ ...timing, port: 1 })._toManifest()).toEqual({ grpc: { port: 1 }, ...expected });
});

describe('the port of the container', () => {
  test('serves where the probe states none', () => {
    for (const [probe, kind] of [
      [HealthProbe.http('/'), 'httpGet'],
      [HealthProbe.tcp(), 'tcpSocket'],
      [HealthProbe.grpc(), 'grpc'],
    ] as const) {
      expect(probe._needsPort).toBe(true);
      expect(probe._toManifest(8080)[kind]).toMatchObject({ port: 8080 });
    }
  });

  test('does not replace the one that the probe states', () => {
    expect(HealthProbe.tcp({ port: 1 })._toManifest(8080)).toEqual({ tcpSocket: { port: 1 } });
    expect(HealthProbe.tcp({ portName: 'db' })._toManifest(8080)).toEqual({ tcpSocket: { port: 'db' } });
  });

  test('is of no use to a command', () => {
    expect(HealthProbe.exec(['true'])._needsPort).toBe(false);
    expect(HealthProbe.exec(['true'])._toManifest(8080)).toEqual({ exec: { command: ['true'] } });
  });

  test('fails where there is none at all', () => {
    expect(() => HealthProbe.grpc()._toManifest()).toThrow(
      'a gRPC probe has no port, and its container has no endpoint to take it from: give it as port',
    );
  });
});

test('all but a command connect to the address of the pod', () => {
  expect(
    [HealthProbe.http('/'), HealthProbe.tcp(), HealthProbe.grpc(), HealthProbe.exec(['true'])].map((probe) => probe._connects),
  ).toEqual([true, true, true, false]);
});

test('a probe keeps what it was given when that changes later', () => {
  const command = ['true'];
  const probe = HealthProbe.exec(command);
  command.push('false');
  (probe._toManifest().exec as { command: string[] }).command.push('false');
  expect(probe._toManifest()).toEqual({ exec: { command: ['true'] } });
});

describe('fails for', () => {
  test('a port out of range', () => {
    for (const make of [
      () => HealthProbe.http('/', { port: 70000 }),
      () => HealthProbe.tcp({ port: 70000 }),
      () => HealthProbe.grpc({ port: 70000 }),
    ]) {
      expect(make).toThrow(/^port 70000 of an? (HTTP|TCP|gRPC) probe is not allowed: a port is a whole number from 1 to 65535/);
    }
    expect(() => HealthProbe.tcp({ port: 0 })).toThrow('port 0 of a TCP probe');
    expect(() => HealthProbe.tcp({ port: 1.5 })).toThrow('port 1.5 of a TCP probe');
  });

  test('a port beside the name of one', () => {
    expect(() => HealthProbe.http('/', { port: 80, portName: 'web' })).toThrow(
      "an HTTP probe has port 80 and portName 'web': only one of them is allowed",
    );
  });

  test('an empty name of a port, path or command', () => {
    expect(() => HealthProbe.tcp({ portName: '' })).toThrow('portName of a TCP probe is empty');
    expect(() => HealthProbe.http('')).toThrow('the path of an HTTP probe is empty');
    expect(() => HealthProbe.exec([])).toThrow('the command of an exec probe is empty');
  });

  test('a header that HTTP does not allow', () => {
    expect(() => HealthProbe.http('/', { headers: { 'X Probe': '1' } })).toThrow("header 'X Probe' of an HTTP probe is not allowed");
  });

  test('a time that is no whole number of seconds, or too short', () => {
    expect(() => HealthProbe.tcp({ period: Duration.millis(1500) })).toThrow(
      'the period of a TCP probe of 1.5 s is not allowed: a whole number of seconds, at least 1; write Duration.seconds(2)',
    );
    expect(() => HealthProbe.tcp({ timeout: Duration.seconds(0) })).toThrow('the timeout of a TCP probe of 0 s is not allowed');
    expect(() => HealthProbe.tcp({ initialDelay: Duration.millis(1) })).toThrow(
      'the initial delay of a TCP probe of 0.001 s is not allowed',
    );
    expect(() => HealthProbe.tcp({ terminationGracePeriod: Duration.seconds(0) })).toThrow(
      'the termination grace period of a TCP probe of 0 s',
    );
  });

  test('a threshold that is no whole number, or less than one', () => {
    expect(() => HealthProbe.tcp({ failureThreshold: 0 })).toThrow(
      'the failure threshold of a TCP probe 0 is not allowed: a whole number, at least 1; write 1',
    );
    expect(() => HealthProbe.tcp({ successThreshold: 2.5 })).toThrow('the success threshold of a TCP probe 2.5 is not allowed');
    expect(() => HealthProbe.tcp({ successThreshold: NaN })).toThrow('write 1');
  });
});
