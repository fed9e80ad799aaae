import { Chart, Cron, Duration, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  Ambassador,
  BindAddress,
  ContainerRestartRule,
  Dependency,
  Endpoint,
  HealthProbe,
  InitTask,
  KubernetesVersion,
  LifecycleHandler,
  PatternPod,
  PatternPodProps,
  PodValidation,
  Role,
  Sidecar,
  SidecarPlacement,
  WorkloadType,
} from '../../src';
import { JsonObject, asList, asObject } from '../../src/manifest/json';

const IMAGE = 'busybox:1.37';
const { V1_28, V1_29, V1_30, V1_34, V1_35, V1_36 } = KubernetesVersion;

interface Outcome {
  /** What the synth says is wrong, or an empty text. */
  readonly errors: string;
  /** What it prints beside. */
  readonly notices: string;
  /** The pod's `spec`, where one was made. */
  readonly spec: JsonObject;
}

/** Synthesizes a chart as an app does, and reads what comes out. */
function synthesized(build: (chart: Chart) => void): Outcome {
  const app = Testing.app();
  build(new Chart(app, 'c'));
  const written: string[] = [];
  const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  let errors = '';
  try {
    app.synth();
  } catch (error) {
    errors = (error as Error).message;
  } finally {
    spy.mockRestore();
  }
  const spec = errors === '' ? podSpecIn(Testing.synth(app.charts[0]) as JsonObject[]) : {};
  return { errors, notices: written.join(''), spec };
}

function podSpecIn(manifests: readonly JsonObject[]): JsonObject {
  return asObject(asObject(asObject(manifests[0].spec).template).spec);
}

function patternOf(roles: Role[], props: Partial<PatternPodProps> = {}): Outcome {
  return synthesized((chart) => {
    new PatternPod(chart, 'web', { main: { image: IMAGE }, roles, ...props });
  });
}

const namesIn = (spec: JsonObject, list: string) => asList(spec[list]).map((container) => asObject(container).name);
const SAYS_ONCE = /\[c\/web\] warning: .*the target version has no native sidecars/g;

describe('one source for every version', () => {
  const roles = () => [
    new Sidecar({ name: 'proxy', image: IMAGE, startupProbe: HealthProbe.exec(['ready']) }),
    new Sidecar({ name: 'logs', image: IMAGE, dependsOn: [Dependency.healthy('proxy')] }),
  ];
  const main = { image: IMAGE, dependsOn: [Dependency.healthy('proxy')] };

  test.each([V1_29, V1_36])('has native sidecars for %s, and nothing is lost', (kubernetesVersion) => {
    const { errors, notices, spec } = patternOf(roles(), { main, kubernetesVersion });
    expect(errors).toBe('');
    expect(namesIn(spec, 'initContainers')).toEqual(['proxy', 'logs']);
    expect(notices).not.toMatch(SAYS_ONCE);
  });

  test('has ordinary containers for 1.28, and says once what is lost', () => {
    const { errors, notices, spec } = patternOf(roles(), { main, kubernetesVersion: V1_28 });
    expect(errors).toBe('');
    expect(namesIn(spec, 'initContainers')).toEqual([]);
    expect(namesIn(spec, 'containers')).toEqual(['main', 'proxy', 'logs']);
    expect(notices.match(SAYS_ONCE)).toHaveLength(1);
    expect(notices).toContain("'main' does not wait for 'proxy' to be HEALTHY, 'logs' does not wait for 'proxy' to be HEALTHY");
  });

  test.each<[string, WorkloadType]>([
    ['Job', WorkloadType.job()],
    ['CronJob', WorkloadType.cronJob({ schedule: Cron.hourly() })],
  ])('fails as a %s with a sidecar below 1.29, with three ways out', (_, workload) => {
    const sidecar = () => [new Sidecar({ name: 'metrics', image: IMAGE })];
    const { errors } = patternOf(sidecar(), { workload, kubernetesVersion: V1_28 });
    expect(errors).toContain("sidecar 'metrics' runs for ever beside main, so that the Job never completes");
    expect(errors).toContain('SidecarPlacement.AUTOMATIC, Kubernetes 1.29 or later');
    expect(errors).toContain('make it end with main');
    expect(errors).toContain('activeDeadline');
    expect(patternOf(sidecar(), { workload, kubernetesVersion: V1_29 }).errors).toBe('');
  });

  test('fails as a Job with a sidecar that is asked to be ordinary, on any version', () => {
    const sidecar = new Sidecar({ name: 'metrics', image: IMAGE, placement: SidecarPlacement.ORDINARY });
    expect(patternOf([sidecar], { workload: WorkloadType.job(), kubernetesVersion: V1_36 }).errors).toContain('never completes');
  });

  test('uses what the version has, and a finding names the first version that has it', () => {
    const restarts = () => [
      new Sidecar({ image: IMAGE, placement: SidecarPlacement.ORDINARY, restartRules: [ContainerRestartRule.restartOn(42)] }),
    ];
    const tooOld = patternOf(restarts(), { kubernetesVersion: V1_34 });
    expect(tooOld.notices).toContain('containers[1].restartPolicyRules: Kubernetes 1.34 drops this field without a word');
    expect(tooOld.notices).toContain('Target Kubernetes 1.35 or later');
    expect(asObject(asList(tooOld.spec.containers)[1]).restartPolicy).toBeUndefined();
    const { errors, spec } = patternOf(restarts(), { kubernetesVersion: V1_35 });
    expect(errors).toBe('');
    expect(asObject(asList(spec.containers)[1])).toMatchObject({
      restartPolicy: 'Always',
      restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }],
    });
    const pause = () => [new Sidecar({ image: IMAGE, preStop: LifecycleHandler.sleep(Duration.seconds(2)) })];
    expect(patternOf(pause(), { kubernetesVersion: V1_29 }).notices).toContain('Target Kubernetes 1.30 or later');
    expect(patternOf(pause(), { kubernetesVersion: V1_30 }).notices).not.toContain('drops this field');
    const signal = patternOf([new Sidecar({ image: IMAGE, stopSignal: 'SIGQUIT' })], { osName: 'linux' });
    expect(asObject(asObject(asList(signal.spec.initContainers)[0]).lifecycle).stopSignal).toBe('SIGQUIT');
    expect(signal.notices).toContain('Open the feature gate on the API server');
  });

  test.each<[string, WorkloadType, Role | undefined, string]>([
    ['main of a Job', WorkloadType.job(), undefined, 'Never'],
    [
      'an init task of a Deployment',
      WorkloadType.deployment(),
      new InitTask({ image: IMAGE, restartRules: [ContainerRestartRule.restartOn(42)] }),
      'OnFailure',
    ],
    [
      'an init task of a Job',
      WorkloadType.job(),
      new InitTask({ image: IMAGE, restartRules: [ContainerRestartRule.restartOn(42)] }),
      'Never',
    ],
    [
      'a native sidecar',
      WorkloadType.job(),
      new Sidecar({ image: IMAGE, restartRules: [ContainerRestartRule.restartPodOn(42)] }),
      'Always',
    ],
  ])('states the restart policy that %s has anyway beside its restart rules', (_, workload, role, policy) => {
    const restartRules = [ContainerRestartRule.restartOn(42)];
    const mainProps = { image: IMAGE, ...(role ? {} : { restartRules }) };
    const { errors, spec } = patternOf(role ? [role] : [], { main: mainProps, workload, kubernetesVersion: V1_36 });
    expect(errors).toBe('');
    const container = asObject(asList(role ? spec.initContainers : spec.containers)[0]);
    expect(container.restartPolicy).toBe(policy);
    expect(asList(container.restartPolicyRules)).toHaveLength(1);
  });
});

test('an ambassador that states no health is started before main, and a finding says what that means', () => {
  const listens = Endpoint.tcp(5432, { bindAddress: BindAddress.LOOPBACK });
  const { spec, notices } = patternOf([new Ambassador({ name: 'db', image: IMAGE, listens })]);
  expect(namesIn(spec, 'initContainers')).toEqual(['db']);
  expect(asObject(asList(spec.initContainers)[0]).startupProbe).toBeUndefined();
  expect(notices).toContain("'db' listens on loopback only and has no probe, so it counts as healthy as soon as its process runs");
  const alive = { name: 'db', image: IMAGE, listens, livenessProbe: HealthProbe.exec(['alive']) };
  expect(patternOf([new Ambassador(alive)]).notices).toContain("'db' listens on loopback only and has no startup or readiness probe");
});

describe('the grace period', () => {
  const roles = () => [
    new Sidecar({ name: 'proxy', image: IMAGE, drain: Duration.seconds(3) }),
    new Sidecar({ name: 'logs', image: IMAGE, drain: Duration.seconds(10) }),
  ];
  const main = { image: IMAGE, drain: Duration.seconds(20), preStop: LifecycleHandler.sleep(Duration.seconds(5)) };

  test("is main's hook and drain, then the sidecars' one after the other, and a margin", () => {
    expect(patternOf(roles(), { main }).spec.terminationGracePeriodSeconds).toBe(5 + 20 + 10 + 3 + 5);
  });

  test('is left as the user states it, and a finding shows the arithmetic where that is too short', () => {
    const workload = (seconds: number) => WorkloadType.deployment({ terminationGracePeriod: Duration.seconds(seconds) });
    const short = patternOf(roles(), { main, workload: workload(30) });
    expect(short.spec.terminationGracePeriodSeconds).toBe(30);
    expect(short.notices).toContain('main 5 s of its preStop hook + 20 s, then logs 10 s, then proxy 3 s');
    expect(short.notices).toMatch(/warning: spec\.template\.spec\.terminationGracePeriodSeconds/);
    expect(patternOf(roles(), { main, workload: workload(60) }).notices).not.toContain('preStop hook');
  });

  test('of a plain workload is only raised', () => {
    const withGrace = (seconds: number) =>
      synthesized((chart) => {
        const containers = [{ image: IMAGE }];
        PodValidation.enforce(chart);
        new kplus.Deployment(chart, 'web', { containers, terminationGracePeriod: Duration.seconds(seconds) }).with(...roles());
      }).spec.terminationGracePeriodSeconds;
    expect(withGrace(30)).toBe(30 + 10 + 3 + 5);
    expect(withGrace(90)).toBe(90);
  });
});
