import { ApiObject, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Endpoint, PatternPod, PatternPodProps, PodDefaults, Sidecar, WorkloadType } from '../../src';
import { JsonObject, asList, asObject } from '../../src/manifest/json';

const IMAGE = 'nginx:1.29';

function specOf(construct: kplus.NetworkPolicy): JsonObject {
  return asObject((ApiObject.of(construct).toJson() as JsonObject).spec);
}

function policiesOf(chart: Chart): kplus.NetworkPolicy[] {
  return chart.node.findAll().filter((construct): construct is kplus.NetworkPolicy => construct instanceof kplus.NetworkPolicy);
}

describe('the label that selects the pod of a Job stays without defaults', () => {
  const labelsOf = (pod: PatternPod) => asObject(asObject((ApiObject.of(pod).toJson() as JsonObject).spec).template).metadata;
  const job = (chart: Chart, props: kplus.JobProps = {}) =>
    new PatternPod(chart, 'job', { main: { image: IMAGE }, workload: WorkloadType.job(props), defaults: PodDefaults.NONE });

  test('where its policy isolates it', () => {
    const chart = Testing.chart();
    const pod = job(chart, { isolate: true });
    const [policy] = policiesOf(chart);
    expect(asObject(labelsOf(pod)).labels).toEqual(asObject(specOf(policy).podSelector).matchLabels);
  });

  test('where somebody reads the labels to select by them', () => {
    const pod = job(Testing.chart());
    expect(labelsOf(pod)).toBeUndefined();
    const labels = pod.podLabels;
    expect(Object.keys(labels)).toHaveLength(1);
    expect(asObject(labelsOf(pod)).labels).toEqual(labels);
  });
});

describe('a pattern that cannot be made', () => {
  test.each<[string, string, Partial<PatternPodProps>]>([
    ['without main', 'web', { main: undefined }],
    ['with an id that constructs writes otherwise', 'team/web', { main: undefined }],
    ['with props that cdk8s-plus refuses', 'web', { main: { image: IMAGE, port: 80, portNumber: 80 } }],
  ])('fails %s and leaves its place free', (_, id, props) => {
    const chart = Testing.chart();
    expect(() => new PatternPod(chart, id, props as PatternPodProps)).toThrow(/^cannot make the Deployment of 'test\//);
    expect(chart.node.children).toEqual([]);
    new PatternPod(chart, id, { main: { image: IMAGE } });
    expect(Testing.synth(chart)).toHaveLength(1);
  });
});

describe('the containers of a pattern', () => {
  test('are those of the workload and of the roles, as cdk8s-plus reads them', () => {
    const pod = new PatternPod(Testing.chart(), 'web', {
      main: { image: IMAGE, endpoints: [Endpoint.http(80)] },
      workload: WorkloadType.deployment({ containers: [{ name: 'extra', image: IMAGE, ports: [{ number: 81 }] }] }),
      roles: [new Sidecar({ image: IMAGE, endpoints: [Endpoint.http(82)] })],
    });
    expect(pod.containers.map(({ name, ports }) => [name, ...ports.map(({ number }) => number)])).toEqual([
      ['main', 80],
      ['extra', 81],
      ['sidecar', 82],
    ]);
  });

  test('may clash in their ports until the synth, which fails on all of them', () => {
    const chart = Testing.chart();
    const pod = new PatternPod(chart, 'web', {
      main: { image: IMAGE },
      roles: [new Sidecar({ image: IMAGE, endpoints: [Endpoint.http(82), Endpoint.tcp(82), Endpoint.udp(82)] })],
    });
    new kplus.Deployment(chart, 'client', { containers: [{ image: IMAGE }] }).connections.allowTo(pod);
    expect(pod.containers[1].ports.map(({ number, protocol }) => [number, protocol])).toEqual([
      [82, undefined],
      [82, kplus.Protocol.UDP],
    ]);
    expect(() => Testing.synth(chart)).toThrow(/\[test\/web\][^]*82/);
  });
});

test('Services may have any names beside each other, those of parts of the pattern too', () => {
  const pod = new PatternPod(Testing.chart(), 'web', { main: { image: IMAGE, endpoints: [Endpoint.http(80)] } });
  const services = [undefined, 'Service', 'Resource'].map((name) => pod.expose({ name }));
  expect(new Set(services).size).toBe(3);
  expect(ApiObject.of(pod).kind).toBe('Deployment');
});

describe('connections between patterns', () => {
  const portsOf = (policies: kplus.NetworkPolicy[], direction: string) =>
    policies.flatMap((policy) => asList(specOf(policy)[direction]).flatMap((rule) => asList(asObject(rule).ports)));

  function connect(options: kplus.PodConnectionsAllowToOptions): kplus.NetworkPolicy[] {
    const chart = Testing.chart();
    const client = new PatternPod(chart, 'client', { main: { image: IMAGE } });
    const dns = new PatternPod(chart, 'dns', { main: { image: IMAGE, endpoints: [Endpoint.udp(53), Endpoint.tcp(53)] } });
    client.connections.allowTo(dns, options);
    return policiesOf(chart);
  }

  test('know UDP from TCP on both sides', () => {
    const both = [
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
    ];
    const policies = connect({});
    expect(portsOf(policies, 'egress')).toEqual(both);
    expect(portsOf(policies, 'ingress')).toEqual(both);
  });

  test('take the ports and the side that they are given', () => {
    const policies = connect({ ports: [kplus.NetworkPolicyPort.tcp(9)], isolation: kplus.PodConnectionsIsolation.POD });
    expect(portsOf(policies, 'egress')).toEqual([{ port: 9, protocol: 'TCP' }]);
    expect(policies).toHaveLength(1);
  });
});
