import { Adapter, AdapterProps, BindAddress, Endpoint, SharedVolume } from '../../src';
import { containerOf, errorsOf, podOf, startOf, templateOf } from './made-pod';

function adapter(props: Partial<AdapterProps> = {}): Adapter {
  return new Adapter({ name: 'exporter', image: 'exporter:1.5', view: Endpoint.http(9113, { name: 'metrics' }), ...props });
}

describe('an adapter', () => {
  test('shows the uniform view on a named port of the pod', () => {
    const pod = podOf([adapter()], { main: { image: 'nginx:1.29', endpoints: [Endpoint.http(8080)] } });
    expect(containerOf(pod, 'exporter').ports).toEqual([{ containerPort: 9113, name: 'metrics' }]);
    expect(pod.expose().ports.map(({ port }) => port)).toEqual([8080, 9113]);
    expect(adapter().path).toBe('/metrics');
    expect(adapter({ path: '/probe' }).path).toBe('/probe');
  });

  test('shows it once, however often it is said', () => {
    const said = adapter({ endpoints: [Endpoint.http(9113, { name: 'metrics' })], ports: [{ number: 9113, name: 'metrics' }] });
    expect(said.endpoints).toHaveLength(1);
    expect(containerOf(podOf([said]), 'exporter').ports).toEqual([{ containerPort: 9113, name: 'metrics' }]);
    expect(containerOf(podOf([adapter({ portNumber: 9113, view: Endpoint.http(9113) })]), 'exporter').ports).toEqual([
      { containerPort: 9113 },
    ]);
  });

  test('carries the annotations of Prometheus where that was asked for, and only there', () => {
    expect(templateOf(podOf([adapter()])).metadata).not.toHaveProperty('annotations');
    expect(templateOf(podOf([adapter({ scrapeAnnotations: true, path: '/probe' })])).metadata).toMatchObject({
      annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9113', 'prometheus.io/path': '/probe' },
    });
  });

  test('finds main over loopback', () => {
    const scrapes = Endpoint.http(8081, { bindAddress: BindAddress.LOOPBACK });
    const env = (props: Partial<AdapterProps>) => containerOf(podOf([adapter(props)]), 'exporter').env;
    expect(env({ scrapes, scrapeVariable: 'URI' })).toEqual([{ name: 'URI', value: 'http://127.0.0.1:8081/' }]);
    expect(env({ scrapes, scrapeVariable: 'URI', scrapePath: '/status' })).toEqual([
      { name: 'URI', value: 'http://127.0.0.1:8081/status' },
    ]);
    expect(env({ scrapes })).toBeUndefined();
  });

  test('or reads what main writes, and cannot change it', () => {
    const logs = SharedVolume.emptyDir('logs');
    const pod = podOf([adapter({ shares: [logs.readAt('/logs')], mainShares: [logs.writtenAt('/var/log')] })]);
    expect(containerOf(pod, 'exporter').volumeMounts).toEqual([{ name: 'logs', mountPath: '/logs', readOnly: true }]);
    expect(containerOf(pod, 'main').volumeMounts).toEqual([{ name: 'logs', mountPath: '/var/log' }]);
    expect(startOf(pod)).toEqual([['exporter'], ['main']]);
  });

  test('fails beside another one that is scraped at another port, because a pod has one annotation for it', () => {
    const other = adapter({ name: 'other', view: Endpoint.http(9200), scrapeAnnotations: true });
    expect(errorsOf(podOf([adapter({ scrapeAnnotations: true }), other]))).toMatch(
      /metadata\.annotations\[prometheus\.io\/port\]: adapter 'other' sets this field to "9200"/,
    );
  });
});
