import { ApiObject, JsonPatch, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Dependency, HealthProbe, InitTask, LifecycleHandler, PatternPod, SharedVolume, Sidecar } from '../../src';
import { containerOf, errorsOf, podOf, startOf } from './made-pod';

const IMAGE = 'busybox:1.37';
const CONTAINERS = [{ image: 'nginx:1.29' }];

function deployment(): kplus.Deployment {
  return new kplus.Deployment(Testing.chart(), 'web', { containers: CONTAINERS });
}

describe('a role', () => {
  test('fails when it is applied twice, wherever that was', () => {
    const workload = deployment();
    const role = new Sidecar({ image: IMAGE });
    workload.with(role);
    workload.node.root.with(role);
    expect(errorsOf(workload)).toContain("sidecar 'sidecar' was added to this pod more than once");
    expect(startOf(workload)[0]).toEqual(['sidecar']);
  });

  test('fails beside another one of its name', () => {
    const workload = deployment();
    workload.with(new Sidecar({ image: IMAGE }), new Sidecar({ image: IMAGE }));
    expect(errorsOf(workload)).toContain(
      'spec.template.spec.initContainers[1].name: is the name of spec.template.spec.initContainers[0] already',
    );
  });

  test('fails when it is offered to something without a pod', () => {
    const config = new kplus.ConfigMap(Testing.chart(), 'config');
    config.with(new Sidecar({ name: 'agent', image: IMAGE }));
    expect(errorsOf(config)).toContain("sidecar 'agent' was offered to 'test/config' and found no pod there");
  });

  test('fails at once when it is applied to something without a pod', () => {
    const chart = Testing.chart();
    const role = new Sidecar({ name: 'agent', image: IMAGE });
    expect(() => role.applyTo(new kplus.ConfigMap(chart, 'config'))).toThrow(
      "sidecar 'agent' cannot be added to 'test/config': a ConfigMap has no pod; add it to a workload",
    );
    expect(() => role.applyTo(chart)).toThrow("sidecar 'agent' cannot be added to 'test': it is around no API object; use with()");
  });

  test('can be applied to the construct around a workload', () => {
    const workload = deployment();
    new Sidecar({ image: IMAGE }).applyTo(workload);
    expect(startOf(workload)[0]).toEqual(['sidecar']);
  });

  test('fails when it needs the token that the workload refuses, and is content when it gets it', () => {
    const role = new Sidecar({ image: IMAGE, serviceAccountToken: true });
    const refusing = deployment();
    refusing.with(role);
    expect(errorsOf(refusing)).toContain("automountServiceAccountToken: sidecar 'sidecar' sets this field to true");
    const willing = new kplus.Deployment(Testing.chart(), 'web', { containers: CONTAINERS, automountServiceAccountToken: true });
    willing.with(role);
    expect(errorsOf(willing)).toBe('');
  });

  test('keeps what it was given, whatever becomes of the props', () => {
    const props: { image: string; workingDir?: string } = { image: IMAGE };
    const role = new Sidecar(props);
    props.workingDir = '/elsewhere';
    expect(containerOf(podOf([role]), 'sidecar').workingDir).toBeUndefined();
  });

  test('fails where a patch is on a field that it writes', () => {
    const chart = Testing.chart();
    const pod = new PatternPod(chart, 'web', { main: CONTAINERS[0], shareProcessNamespace: true });
    ApiObject.of(pod).addJsonPatch(JsonPatch.add('/spec/template/spec/shareProcessNamespace', false));
    expect(errorsOf(pod)).toContain("a JSON patch on '/spec/template/spec/shareProcessNamespace' is there already");
  });
});

describe('a condition', () => {
  test('fails on the health of a container that states none', () => {
    const pod = podOf([
      new Sidecar({ name: 'one', image: IMAGE }),
      new Sidecar({ name: 'two', image: IMAGE, dependsOn: [Dependency.healthy('one')] }),
    ]);
    expect(errorsOf(pod)).toContain("spec.initContainers[1]: container 'two' waits for 'one' to be healthy");
  });

  test('fails on a container that the pod does not have, and the nearest name is offered', () => {
    const pod = podOf([
      new Sidecar({ name: 'agent', image: IMAGE }),
      new InitTask({ image: IMAGE, dependsOn: [Dependency.started('agnt')] }),
    ]);
    expect(errorsOf(pod)).toContain("write 'agent'");
  });

  test('fails where it leads back to where it started', () => {
    const pod = podOf([
      new Sidecar({ name: 'one', image: IMAGE, dependsOn: [Dependency.started('two')] }),
      new Sidecar({ name: 'two', image: IMAGE, dependsOn: [Dependency.started('one')] }),
    ]);
    expect(errorsOf(pod)).toContain('one -> two -> one');
  });
});

describe('an init task', () => {
  test('has no probe of which nobody spoke, though cdk8s-plus makes one of a port', () => {
    const pod = podOf([new InitTask({ image: IMAGE, portNumber: 8080 })]);
    expect(containerOf(pod, 'init-task').startupProbe).toBeUndefined();
    expect(errorsOf(pod)).toBe('');
  });

  test('fails with a probe and with a hook, both said at once', () => {
    const errors = errorsOf(
      podOf([new InitTask({ image: IMAGE, startupProbe: HealthProbe.exec(['ready']), preStop: LifecycleHandler.exec(['stop']) })]),
    );
    expect(errors).toContain('spec.initContainers[0].startupProbe');
    expect(errors).toContain('spec.initContainers[0].lifecycle');
  });
});

describe('a shared volume', () => {
  const logs = SharedVolume.emptyDir('logs');

  test('fails where somebody reads it and nobody writes', () => {
    expect(errorsOf(podOf([new Sidecar({ image: IMAGE, shares: [logs.readAt('/logs')] })]))).toContain(
      "spec.volumes[0]: volume 'logs' starts empty; 'sidecar' reads it, and nobody writes it",
    );
  });

  test('fails where two different ones have one name', () => {
    const other = SharedVolume.ephemeral('logs', { storage: Size.gibibytes(1) });
    const pod = podOf([new Sidecar({ image: IMAGE, shares: [logs.writtenAt('/a'), other.writtenAt('/b')] })]);
    expect(errorsOf(pod)).toContain('spec.volumes[1].name: is the name of another volume already');
  });
});
