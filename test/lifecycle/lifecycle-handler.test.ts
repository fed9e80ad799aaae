import { Duration } from 'cdk8s';
import { LifecycleHandler } from '../../src/lifecycle/lifecycle-handler';
import { ProbeScheme } from '../../src/lifecycle/probe-scheme';

test.each<[string, LifecycleHandler, object]>([
  ['a command', LifecycleHandler.exec(['nginx', '-s', 'quit']), { exec: { command: ['nginx', '-s', 'quit'] } }],
  ['a GET request', LifecycleHandler.http('/drain', { port: 15020 }), { httpGet: { path: '/drain', port: 15020 } }],
  [
    'a GET request over TLS to a named port',
    LifecycleHandler.http('/drain', { portName: 'admin', scheme: ProbeScheme.HTTPS, headers: { Token: 'x' } }),
    { httpGet: { path: '/drain', port: 'admin', scheme: 'HTTPS', httpHeaders: [{ name: 'Token', value: 'x' }] } },
  ],
  ['a pause', LifecycleHandler.sleep(Duration.minutes(1)), { sleep: { seconds: 60 } }],
  ['no pause at all', LifecycleHandler.sleep(Duration.seconds(0)), { sleep: { seconds: 0 } }],
])('a handler is %s', (_, handler, manifest) => {
  expect(handler._toManifest()).toEqual(manifest);
});

test('a request takes the port of the container where it states none', () => {
  const handler = LifecycleHandler.http('/drain');
  expect(handler._needsPort).toBe(true);
  expect(handler._toManifest(8080)).toEqual({ httpGet: { path: '/drain', port: 8080 } });
  expect(() => handler._toManifest()).toThrow('an HTTP handler has no port, and its container has no endpoint to take it from');
  expect(LifecycleHandler.http('/drain', { port: 1 })._needsPort).toBe(false);
  expect(LifecycleHandler.exec(['true'])._needsPort).toBe(false);
});

test('only of a pause it is known how long it takes', () => {
  expect(LifecycleHandler.sleep(Duration.seconds(5))._seconds).toBe(5);
  expect(LifecycleHandler.exec(['sleep', '5'])._seconds).toBeUndefined();
});

test('fails for an empty command or path', () => {
  expect(() => LifecycleHandler.exec([])).toThrow('the command of an exec handler is empty');
  expect(() => LifecycleHandler.http('')).toThrow('the path of an HTTP handler is empty');
});

test('fails for a port that is out of range or given twice', () => {
  expect(() => LifecycleHandler.http('/', { port: 65536 })).toThrow('port 65536 of an HTTP handler is not allowed');
  expect(() => LifecycleHandler.http('/', { port: 1, portName: 'a' })).toThrow("an HTTP handler has port 1 and portName 'a'");
});

test('fails for a pause that is no whole number of seconds', () => {
  expect(() => LifecycleHandler.sleep(Duration.millis(2500))).toThrow(
    'the pause of a sleep handler of 2.5 s is not allowed: a whole number of seconds, at least 0; write Duration.seconds(3)',
  );
});
