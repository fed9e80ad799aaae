import { readFileSync } from 'fs';
import { join } from 'path';
import { EXAMPLES, SynthesizedExample } from './synthesized-example';

function example(name: string): SynthesizedExample {
  return SynthesizedExample.of(`lifecycle/${name}`);
}

describe('the application behind a proxy', () => {
  test('starts when the proxy answers', () => {
    const pod = example('proxy-before-app').pod();
    expect(pod.start).toEqual(['db-proxy!', 'shop']);
    expect(pod.container('db-proxy').manifest.startupProbe).toHaveProperty('exec');
  });

  test('has time for its last request and for the stop of the proxy', () => {
    expect(example('proxy-before-app').pod().spec.terminationGracePeriodSeconds).toBe(10 + 2 + 5);
  });
});

describe('the migration through the proxy', () => {
  test('runs beside the proxy, and what needs no proxy runs before it', () => {
    const pod = example('migration-through-the-proxy').pod();
    expect(pod.start).toEqual(['unpack', 'db-proxy!', 'migrate', 'shop']);
    expect(pod.container('migrate').env).toEqual({ DATABASE_URL: 'http://127.0.0.1:5432' });
  });
});

describe('the log shipper that flushes', () => {
  test('has more than the thirty seconds that Kubernetes gives', () => {
    expect(example('log-shipper-that-flushes').pod().spec.terminationGracePeriodSeconds).toBe(25 + 20 + 5);
  });
});

describe('the Job with a metrics sidecar', () => {
  test('has a sidecar that does not keep it from completing', () => {
    expect(example('job-with-metrics-sidecar').object('Job')).toBeDefined();
    expect(example('job-with-metrics-sidecar').pod().start).toEqual(['metrics!', 'report']);
  });
});

describe('the configuration helper', () => {
  test('renders once before the web server starts', () => {
    expect(example('config-helper').pod().start).toEqual(['config-first-render', 'config!', 'site']);
  });
});

describe('the two sidecars', () => {
  test('start in the order of their conditions, not of their declaration', () => {
    const code = readFileSync(join(EXAMPLES, 'lifecycle', 'sidecars-in-order', 'main.ts'), 'utf8');
    expect(code).toContain('sidecars: [mesh, helper]');
    expect(example('sidecars-in-order').pod().start).toEqual(['certificates!', 'mesh!', 'shop']);
  });
});
