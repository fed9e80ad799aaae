import { Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CostDecision, Dependency, EffectiveResources, HealthProbe, InitTask, KubernetesVersion, PatternPod, Sidecar } from '../../src';

const IMAGE = 'busybox:1.37';
const cpu = (millis: number) => ({ resources: { cpu: { request: kplus.Cpu.millis(millis) } } });

describe('the effective resources of a workload', () => {
  test('are those of the manifest that will be written, with its version and its conditions', () => {
    const pod = new PatternPod(Testing.chart(), 'web', {
      main: { image: IMAGE, ...cpu(100) },
      roles: [
        new Sidecar({ name: 'proxy', image: IMAGE, startupProbe: HealthProbe.exec(['ready']), ...cpu(100) }),
        new InitTask({ name: 'migrate', image: IMAGE, dependsOn: [Dependency.healthy('proxy')], ...cpu(200) }),
        new Sidecar({ name: 'logs', image: IMAGE, ...cpu(20) }),
      ],
    });
    const cost = EffectiveResources.of(pod);
    expect(cost.amount('cpu')).toBe('300m');
    expect(cost.reserved[0]).toEqual({
      resource: 'cpu',
      amount: '300m',
      decidedBy: CostDecision.INIT_TASK,
      initTask: 'migrate',
      reason: 'the init task migrate 200m beside proxy 100m',
      savedByOrder: undefined,
    });
    expect(cost.cheaperOrder).toEqual([]);
    expect(cost.qosClass).toBe('Burstable');
    expect(cost.autoscalerView('cpu')).toEqual({ whole: '220m', seenWithMainBusy: 45, withoutRequest: [] });
    expect(cost.amount('example.com/gpu')).toBe('0');
  });

  test('are those of the version that the workload is for', () => {
    const pod = new PatternPod(Testing.chart(), 'web', {
      main: { image: IMAGE, ...cpu(100) },
      roles: [new Sidecar({ image: IMAGE, ...cpu(100) })],
      podResources: { cpu: { request: kplus.Cpu.units(1), limit: kplus.Cpu.units(1) } },
      kubernetesVersion: KubernetesVersion.V1_28,
    });
    expect(EffectiveResources.of(pod).amount('cpu')).toBe('200m');
  });

  test('are told of a workload of cdk8s-plus as well', () => {
    const workload = new kplus.Deployment(Testing.chart(), 'web', { containers: [{ image: IMAGE, ...cpu(150) }] });
    expect(EffectiveResources.of(workload).amount('cpu')).toBe('150m');
  });

  test('fails for what has no pod', () => {
    const config = new kplus.ConfigMap(Testing.chart(), 'config');
    expect(() => EffectiveResources.of(config)).toThrow('test/config has no pod whose cost could be told: give a Pod, or a workload');
  });
});

describe('the effective resources of a manifest', () => {
  const container = (name: string, amount: string, more = {}) => ({
    name,
    image: IMAGE,
    resources: { requests: { cpu: amount } },
    ...more,
  });
  const manifest = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: {
      initContainers: [container('proxy', '100m', { restartPolicy: 'Always' }), container('migrate', '200m')],
      containers: [container('web', '100m')],
    },
  };

  test('are told in full, with what another order would save', () => {
    expect(EffectiveResources.ofManifest(manifest).toString()).toBe(
      'cpu 300m: the init task migrate 200m beside proxy 100m; 100m less in the order migrate, proxy\n' +
        "Burstable: container 'proxy' has no limit of cpu and memory, and so it is with 2 more",
    );
    expect(EffectiveResources.ofManifest(manifest).cheaperOrder).toEqual(['migrate', 'proxy']);
    expect(EffectiveResources.ofManifest(manifest).qosReason).toMatch(/^container 'proxy'/);
  });

  test('follow the version of the cluster', () => {
    expect(EffectiveResources.ofManifest(manifest, KubernetesVersion.V1_28).amount('cpu')).toBe('200m');
  });

  test('fails for a kind that has no pod', () => {
    expect(() => EffectiveResources.ofManifest({ apiVersion: 'v1', kind: 'Secret' })).toThrow('the manifest has no pod');
  });
});

test('an autoscaler takes metrics of main alone, whatever stands beside it', () => {
  const chart = Testing.chart();
  const pod = new PatternPod(chart, 'web', { main: { name: 'api', image: IMAGE }, roles: [new Sidecar({ image: IMAGE })] });
  new kplus.HorizontalPodAutoscaler(chart, 'scaler', {
    target: pod,
    maxReplicas: 5,
    metrics: [
      pod.mainCpuMetric(kplus.MetricTarget.averageUtilization(70)),
      pod.mainMemoryMetric(kplus.MetricTarget.averageUtilization(80)),
    ],
  });
  const scaler = (Testing.synth(chart) as { kind: string; spec: { metrics: unknown[] } }[]).find(({ kind }) =>
    kind.startsWith('Horizontal'),
  )!;
  const metric = (name: string, averageUtilization: number) => ({
    type: 'ContainerResource',
    containerResource: { name, container: 'api', target: { type: 'Utilization', averageUtilization } },
  });
  expect(scaler.spec.metrics).toEqual([metric('cpu', 70), metric('memory', 80)]);
});
