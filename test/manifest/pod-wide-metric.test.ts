import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { PodModel } from '../../src/manifest/pod-model';
import { PodWideMetric, podWideMetric } from '../../src/manifest/pod-wide-metric';

function seen(
  spec: JsonObject,
  version?: KubernetesVersion,
): Pick<PodWideMetric, 'seenWithMainBusy' | 'withoutRequest'> & { whole: string } {
  const { whole, seenWithMainBusy, withoutRequest } = podWideMetric(
    PodModel.read({ apiVersion: 'v1', kind: 'Pod', spec })!,
    'cpu',
    version,
  );
  return { whole: whole.toString(), seenWithMainBusy, withoutRequest };
}

const container = (name: string, cpu?: string, more: JsonObject = {}): JsonObject => ({
  name,
  ...(cpu === undefined ? {} : { resources: { requests: { cpu } } }),
  ...more,
});
const NATIVE = { restartPolicy: 'Always' };

test('an autoscaler sees main and its sidecars together, and no init task', () => {
  const spec = { containers: [container('web', '100m')], initContainers: [container('prepare', '1'), container('proxy', '300m', NATIVE)] };
  expect(seen(spec)).toEqual({ whole: '400m', seenWithMainBusy: 25, withoutRequest: [] });
});

test('an autoscaler of a version without native sidecars does not know them', () => {
  const spec = { containers: [container('web', '100m')], initContainers: [container('proxy', '300m', NATIVE)] };
  expect(seen(spec, KubernetesVersion.V1_28)).toEqual({ whole: '100m', seenWithMainBusy: 100, withoutRequest: [] });
});

test('an autoscaler sees nothing where one container has no request', () => {
  const spec = { containers: [container('web', '100m'), container('logs')] };
  expect(seen(spec)).toEqual({ whole: '100m', seenWithMainBusy: undefined, withoutRequest: ['logs'] });
});

test("an autoscaler takes the pod's own requests for the whole, in the versions that have them", () => {
  const spec = { containers: [container('web', '100m'), container('logs')], resources: { requests: { cpu: '1' } } };
  expect(seen(spec, KubernetesVersion.V1_34)).toEqual({ whole: '1', seenWithMainBusy: 10, withoutRequest: [] });
  expect(seen(spec, KubernetesVersion.V1_33).withoutRequest).toEqual(['logs']);
});

test('an autoscaler sees nothing of main where main or nobody requests the resource', () => {
  expect(seen({ containers: [container('web')], resources: { requests: { cpu: '1' } } }).seenWithMainBusy).toBeUndefined();
  expect(seen({ containers: [container('web', '0')] }).seenWithMainBusy).toBeUndefined();
  expect(seen({ containers: [container('web', '1m')], resources: { requests: { memory: '1Mi' } } }).whole).toBe('1m');
});
