import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  IJudgedObject,
  IRule,
  KubernetesVersion,
  PatternPod,
  PodSecurityLevel,
  PodValidation,
  RuleViolation,
  RuleWeight,
  Severity,
  ValidationPolicy,
} from '../../src';

/** Images come from the shop's own registry. */
class OwnRegistry implements IRule {
  public readonly id = 'shop/registry';
  public readonly severity = Severity.ERROR;
  public readonly title = "Images come from the shop's own registry";
  public readonly why = 'Nodes have no way to other registries.';
  public readonly fix = 'Push the image to registry.shop.example.';
  public readonly judged: string[] = [];

  public judge(judged: IJudgedObject): RuleViolation[] {
    this.judged.push(`${judged.apiVersion} ${judged.kind} ${judged.constructPath} ${judged.kubernetesVersion.toString()}`);
    const foreign = (judged.pod?.containers ?? []).filter(({ image }) => !image.startsWith('registry.shop.example/'));
    return foreign.map(({ image, fieldPath }) => ({
      fieldPath: `${fieldPath}.image`,
      message: 'the image is from another registry',
      value: image,
    }));
  }
}

/** A pod with an image that is of no registry of the shop, and a volume that nobody mounts. */
function rawPod(scope: Chart, id: string): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: id },
    spec: {
      containers: [{ name: 'main', image: 'nginx:1.29', resources: { limits: { cpu: '100m', memory: '64Mi' } } }],
      volumes: [{ name: 'spare', emptyDir: { sizeLimit: '1Gi' } }],
    },
  });
}

/** What a synth of an app throws and prints. */
function synthesized(app: App): { thrown: string; printed: string } {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  let [thrown, printed] = ['', ''];
  try {
    app.synth();
  } catch (error) {
    thrown = (error as Error).message;
  } finally {
    printed = write.mock.calls.map(([text]) => String(text)).join('');
    write.mockRestore();
  }
  return { thrown, printed };
}

function enforced(policy: ValidationPolicy, build: (chart: Chart) => void = (chart) => void rawPod(chart, 'web')): App {
  const app = Testing.app();
  build(new Chart(app, 'shop'));
  PodValidation.enforce(app, policy);
  return app;
}

describe('a policy of an app', () => {
  const spare = 'practice/volume-is-mounted';

  test('says from which severity on the synth fails', () => {
    expect(synthesized(enforced({})).printed).toContain(spare);
    const { thrown, printed } = synthesized(enforced({ failOn: Severity.ADVICE }));
    expect(thrown).toMatch(/\[shop\/web\] \w+: spec\.volumes\[0\]/);
    expect(printed).not.toContain(spare);
  });

  test('says how much a rule weighs', () => {
    expect(synthesized(enforced({ weights: { [spare]: RuleWeight.ERROR } })).thrown).toContain(spare);
    expect(synthesized(enforced({ weights: { [spare]: RuleWeight.OFF } }))).toEqual({ thrown: '', printed: '' });
  });

  test('accepts findings of the constructs that a path names', () => {
    const two = (chart: Chart) => {
      rawPod(chart, 'web');
      rawPod(chart, 'api');
    };
    const { printed } = synthesized(enforced({ suppressions: [{ rule: spare, reason: 'later', constructPath: 'shop/w*' }] }, two));
    expect(printed).toContain('[shop/api]');
    expect(printed).not.toContain('[shop/web]');
  });

  test('is told of suppressions that no pod of the app needs, once for all versions and synths', () => {
    const app = enforced({ suppressions: [{ rule: spare, reason: 'known' }] }, (chart) => {
      new PatternPod(chart, 'new', { main: { image: 'nginx:1.29' }, kubernetesVersion: KubernetesVersion.V1_36 });
      new PatternPod(chart, 'old', { main: { image: 'nginx:1.29' }, kubernetesVersion: KubernetesVersion.V1_31 });
    });
    const { printed } = synthesized(app);
    expect(printed.match(/suppression\/unused/g)).toHaveLength(1);
    expect(printed).toContain('[ValidationPolicy]');
    expect(synthesized(app).printed).toBe('');
  });

  test('is told of suppressions that have expired, and may fail for them', () => {
    const suppressions = [{ rule: spare, reason: 'known', expires: '2020-01-31' }];
    expect(synthesized(enforced({ suppressions })).printed).toContain('suppression/expired');
    expect(synthesized(enforced({ suppressions, failOn: Severity.WARNING })).thrown).toContain('suppression/expired');
  });

  test('fails with everything that is wrong with it, beside what is wrong with the pods', () => {
    const policy: ValidationPolicy = {
      weights: { 'practice/none': RuleWeight.OFF, 'server/object-name': RuleWeight.OFF },
      suppressions: [{ rule: spare, reason: '', expires: 'soon' }],
      rules: [{ ...new OwnRegistry(), id: 'server/mine', judge: () => [] }],
    };
    const { thrown } = synthesized(enforced(policy, (chart) => void new PatternPod(chart, 'web', { main: { image: '' } })));
    for (const part of [
      '[shop/web]',
      'weights[practice/none]',
      'weights[server/object-name]',
      'suppressions[0].reason',
      "'soon'",
      "'server/mine'",
    ]) {
      expect(thrown).toContain(part);
    }
  });

  test('holds every pod against its level of Pod Security', () => {
    expect(synthesized(enforced({ podSecurity: PodSecurityLevel.RESTRICTED })).printed).toContain('security/run-as-non-root');
  });
});

describe('a rule of an app', () => {
  test('judges the final manifest of every workload, whoever made it', () => {
    const rule = new OwnRegistry();
    const app = enforced({ rules: [rule] }, (chart) => {
      rawPod(chart, 'raw');
      new kplus.Deployment(chart, 'plus', { containers: [{ image: 'registry.shop.example/web:1' }] });
      new PatternPod(chart, 'pattern', { main: { image: 'nginx:1.29' }, kubernetesVersion: KubernetesVersion.V1_36 });
    });
    const { thrown } = synthesized(app);
    expect(thrown).toContain('[shop/raw] error: spec.containers[0].image: the image is from another registry');
    expect(thrown).toContain('[shop/pattern] error: spec.template.spec.containers[0].image');
    expect(thrown).toContain('fix: Push the image to registry.shop.example.');
    expect(thrown).not.toContain('[shop/plus]');
    expect(rule.judged).toEqual(['v1 Pod shop/raw 1.35', 'apps/v1 Deployment shop/plus 1.35', 'apps/v1 Deployment shop/pattern 1.36']);
  });

  test('can be weighed and suppressed as any other', () => {
    const rules = [new OwnRegistry()];
    expect(synthesized(enforced({ rules, weights: { 'shop/registry': RuleWeight.WARNING } })).printed).toContain(
      'warning: spec.containers[0].image',
    );
    expect(synthesized(enforced({ rules, suppressions: [{ rule: 'shop/registry', reason: 'mirrored' }] })).thrown).toBe('');
  });

  test('that throws is reported under its own id and hides nothing', () => {
    const broken: IRule = {
      ...new OwnRegistry(),
      id: 'shop/broken',
      judge: () => {
        throw new Error('a slip');
      },
    };
    const { thrown, printed } = synthesized(enforced({ rules: [broken, new OwnRegistry()] }));
    expect(printed).toMatch(/warning: the rule itself failed.*a slip[^]*rule: shop\/broken/);
    expect(thrown).toContain('shop/registry');
  });
});
