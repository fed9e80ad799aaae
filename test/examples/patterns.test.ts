import { SynthesizedExample } from './synthesized-example';

function example(name: string): SynthesizedExample {
  return SynthesizedExample.of(`patterns/${name}`);
}

/** The ports of the example's Service that is not headless: port and target. */
function servicePorts(name: string): unknown {
  const services = example(name)
    .objects()
    .filter(({ kind, spec }) => kind === 'Service' && (spec as { clusterIP?: string }).clusterIP !== 'None');
  expect(services).toHaveLength(1);
  return (services[0].spec as { ports: { port: number; targetPort: number }[] }).ports.map(({ port, targetPort }) => [port, targetPort]);
}

describe('the sidecar', () => {
  test('brings the pages before nginx starts', () => {
    const pod = example('sidecar').pod();
    expect(pod.start).toEqual(['poll!', 'nginx']);
    expect(pod.container('poll').manifest.startupProbe).toMatchObject({ exec: { command: ['test', '-d', '/site/html'] } });
  });

  test('writes what nginx only reads', () => {
    const pod = example('sidecar').pod();
    expect(pod.container('poll').mounts).toEqual({ site: '/site' });
    expect(pod.container('nginx').mounts.site).toBe('/usr/share/nginx (read-only)');
  });

  test('is not in the Service', () => {
    expect(servicePorts('sidecar')).toEqual([[80, 8080]]);
  });
});

describe('the adapter', () => {
  test('reads the log that main writes, at the path that both are told', () => {
    const pod = example('adapter').pod();
    expect(pod.container('random-generator').mounts.logs).toBe('/var/log/random-generator');
    expect(pod.container('exporter').mounts.logs).toBe('/var/log/random-generator (read-only)');
    expect(pod.container('exporter').env).toEqual(pod.container('random-generator').env);
  });

  test('shows its metrics where the annotations say, and in the Service', () => {
    expect(example('adapter').pod().annotations).toMatchObject({
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '9889',
      'prometheus.io/path': '/metrics',
    });
    expect(servicePorts('adapter')).toEqual([
      [8080, 8080],
      [9889, 9889],
    ]);
  });
});

describe('the adapter on every node', () => {
  test('reads a status page on loopback that nobody else reaches', () => {
    const pod = example('daemon-set').pod();
    expect(pod.container('exporter').env).toEqual({ SCRAPE_URI: 'http://127.0.0.1:8081/stub_status' });
    expect(pod.container('nginx').ports).toEqual([8080]);
    expect(servicePorts('daemon-set')).toEqual([
      [8080, 8080],
      [9113, 9113],
    ]);
  });
});

describe('the ambassador', () => {
  test('is known to main by a variable', () => {
    expect(example('ambassador').pod().container('random-generator').env).toEqual({ LOG_URL: 'http://127.0.0.1:9009' });
  });

  test('listens on loopback only, and answers before main starts', () => {
    const pod = example('ambassador').pod();
    expect(pod.start).toEqual(['log-ambassador!', 'random-generator']);
    expect(pod.container('log-ambassador').ports).toEqual([]);
    expect(pod.container('log-ambassador').manifest.startupProbe).toHaveProperty('exec');
    expect(servicePorts('ambassador')).toEqual([[8080, 8080]]);
  });

  test('is in a StatefulSet with the headless Service that it names', () => {
    const headless = example('ambassador')
      .objects()
      .find(({ spec }) => (spec as { clusterIP?: string } | undefined)?.clusterIP === 'None');
    expect(example('ambassador').object('StatefulSet').spec).toMatchObject({
      serviceName: (headless?.metadata as { name: string }).name,
    });
  });
});

describe('the guard', () => {
  test('takes the place of main behind the Service', () => {
    expect(servicePorts('guard')).toEqual([[9091, 8080]]);
    expect(example('guard').pod().container('basic-auth').ports).toEqual([8080]);
  });

  test('leaves no way around it', () => {
    const main = example('guard').pod().container('pushgateway');
    expect(main.ports).toEqual([]);
    expect(main.manifest.args).toEqual(['--web.listen-address=127.0.0.1:9091']);
    expect(example('guard').pod().container('basic-auth').env).toEqual({ UPSTREAM: 'http://127.0.0.1:9091' });
  });

  test('has main state its health by a command, which reaches loopback', () => {
    const main = example('guard').pod().container('pushgateway').manifest;
    expect(main.readinessProbe).toHaveProperty('exec');
    expect(main.livenessProbe).toHaveProperty('exec');
  });

  test('may write where its image renders the configuration', () => {
    expect(Object.values(example('guard').pod().container('basic-auth').mounts)).toEqual([
      '/etc/nginx/templates (read-only)',
      '/etc/nginx/users (read-only)',
      '/tmp',
      '/etc/nginx/conf.d',
    ]);
  });
});

describe('the init task', () => {
  test('prepares what the Job reads', () => {
    const pod = example('init-task').pod();
    expect(pod.workload.kind).toBe('Job');
    expect(pod.start).toEqual(['sort-orders', 'report']);
    expect(pod.container('sort-orders').mounts).toEqual({ orders: '/orders (read-only)', sorted: '/sorted' });
    expect(pod.container('report').mounts).toEqual({ sorted: '/sorted (read-only)' });
  });

  test('downloads the pages of a bare Pod', () => {
    const pod = example('bare-pod').pod();
    expect(pod.workload.kind).toBe('Pod');
    expect(pod.start).toEqual(['download', 'nginx']);
    expect(pod.container('nginx').mounts.site).toBe('/usr/share/nginx (read-only)');
  });
});

describe('the sidecar of a CronJob', () => {
  test('does not keep the Job from completing', () => {
    expect(example('cron-job').pod().start).toEqual(['log-agent!', 'check']);
  });

  test('has time for the last lines', () => {
    expect(example('cron-job').pod().spec.terminationGracePeriodSeconds).toBeGreaterThan(30);
  });
});

describe('the configuration helper', () => {
  test('renders once before Prometheus starts, then beside it', () => {
    const pod = example('config-helper').pod();
    expect(pod.start).toEqual(['config-reloader-first-render', 'config-reloader!', 'prometheus']);
    expect(pod.container('config-reloader-first-render').manifest.args).toContain('--watch-interval=0');
    expect(pod.container('config-reloader').manifest.args).not.toContain('--watch-interval=0');
  });

  test('writes the directory that Prometheus reads, whole', () => {
    const pod = example('config-helper').pod();
    expect(pod.container('config-reloader').mounts.rendered).toBe('/rendered');
    expect(pod.container('prometheus').mounts.rendered).toBe('/etc/prometheus/rendered (read-only)');
    expect(JSON.stringify(pod.spec)).not.toContain('subPath');
  });

  test('calls Prometheus over loopback', () => {
    expect(example('config-helper').pod().container('config-reloader').env.RELOAD_URL).toBe('http://127.0.0.1:9090/-/reload');
  });
});

describe('four roles in one pod', () => {
  const pod = () => example('mixed').pod();

  test('start in the order that each needs', () => {
    expect(pod().start).toEqual(['render', 'catalogue!', 'metrics!', 'login!', 'nginx']);
  });

  test('give main what it needs of the world, and the world what it needs of main', () => {
    expect(pod().container('nginx').env).toEqual({ CATALOGUE: '127.0.0.1:9000' });
    expect(pod().container('catalogue').env).toEqual({ CATALOGUE_UPSTREAM: 'catalogue.shop.svc.cluster.local:8080' });
    expect(pod().container('metrics').env).toEqual({ SCRAPE_URI: 'http://127.0.0.1:8082/stub_status' });
    expect(pod().container('login').env.OAUTH2_PROXY_UPSTREAMS).toBe('http://127.0.0.1:8080');
  });

  test('are behind a Service that leads to the guard and to the metrics', () => {
    expect(servicePorts('mixed')).toEqual([
      [80, 4180],
      [9113, 9113],
    ]);
  });

  test('listen on ports of their own', () => {
    const ports = pod().containers.flatMap(({ name }) => pod().container(String(name)).ports);
    expect(new Set(ports).size).toBe(ports.length);
  });
});
