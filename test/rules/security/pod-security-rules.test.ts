import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { JsonObject } from '../../../src/manifest/json';
import { PodModel } from '../../../src/manifest/pod-model';
import { WORKLOAD_KINDS } from '../../../src/manifest/workload-kind';
import { POD_SECURITY_CHECKS } from '../../../src/rules/security';
import { PodSecurityLevel } from '../../../src/rules/security/pod-security-level';
import { podSecurityRules } from '../../../src/rules/security/pod-security-rules';
import { podSecurityVerdict } from '../../../src/rules/security/pod-security-verdict';
import { judge } from '../../../src/validation/judge';

const FOLDER = join(process.env.FIXTURES ?? '', 'pod-security');
const LEVELS = [PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED];

/** The ids of the checks that a manifest breaks. */
function broken(manifest: JsonObject, level: PodSecurityLevel, version: string): string[] {
  const target = KubernetesVersion.of(version);
  return judge([{ manifest }], { version: target, rules: podSecurityRules(level, target) }).map(({ ruleId }) => ruleId);
}

/** A pod as the template of a workload of a kind. */
function inWorkload(pod: JsonObject, kind: string): JsonObject {
  const { apiVersion, templatePath } = WORKLOAD_KINDS[kind];
  const template: JsonObject = { metadata: pod.metadata, spec: pod.spec };
  const nested = [...templatePath].reverse().reduce<JsonObject>((inner, key) => ({ [key]: inner }), template);
  return { metadata: { name: 'web' }, ...nested, apiVersion, kind };
}

describe('each check', () => {
  test.each(POD_SECURITY_CHECKS.map((rule): [string, (typeof POD_SECURITY_CHECKS)[number]] => [rule.id, rule]))(
    '%s tells its compliant example from the one that is not',
    (_, rule) => {
      const version = KubernetesVersion.V1_36;
      for (const { yaml } of rule.compliant) {
        expect(judge([{ manifest: parse(yaml) as JsonObject }], { version, rules: [rule] })).toEqual([]);
      }
      for (const { yaml, fieldPaths } of rule.nonCompliant) {
        const findings = judge([{ manifest: parse(yaml) as JsonObject }], { version, rules: [rule] });
        expect(findings.map(({ fieldPath }) => fieldPath)).toEqual(fieldPaths);
      }
    },
  );
});

describe('a level', () => {
  test('privileged makes no checks', () => {
    expect(podSecurityRules(PodSecurityLevel.PRIVILEGED, KubernetesVersion.V1_36)).toEqual([]);
  });

  test('restricted makes those of baseline but for the ones that it stands in for', () => {
    const ids = podSecurityRules(PodSecurityLevel.RESTRICTED, KubernetesVersion.V1_36).map(({ id }) => id);
    expect(ids).toContain('security/privileged');
    expect(ids).toContain('security/capabilities-restricted');
    expect(ids).not.toContain('security/capabilities');
    expect(podSecurityRules(PodSecurityLevel.RESTRICTED, KubernetesVersion.V1_34).map(({ id }) => id)).toContain('security/proc-mount');
  });

  test('is the same list at every call', () => {
    const rules = () => podSecurityRules(PodSecurityLevel.BASELINE, KubernetesVersion.V1_36);
    expect(rules()).toBe(rules());
  });
});

describe('a verdict', () => {
  const pod = PodModel.read({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    spec: {
      template: {
        spec: {
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          volumes: [{ name: 'files', nfs: { server: 'files', path: '/' } }],
          initContainers: [
            {
              name: 'agent',
              image: 'busybox:1.37',
              restartPolicy: 'Always',
              securityContext: { allowPrivilegeEscalation: false, privileged: true, capabilities: { drop: ['ALL'] } },
            },
          ],
        },
      },
    },
  })!;

  test('names the field, the level that forbids it, what is allowed and the check, whatever the workload', () => {
    const { allowed, violations } = podSecurityVerdict(pod, PodSecurityLevel.RESTRICTED, KubernetesVersion.V1_36);
    expect(allowed).toBe(false);
    expect(violations).toEqual([
      {
        ruleId: 'security/privileged',
        fieldPath: 'spec.template.spec.initContainers[0].securityContext.privileged',
        message: "the container is privileged, which the level 'baseline' forbids",
        value: true,
        allowed: 'false, or nothing',
      },
      {
        ruleId: 'security/volume-types',
        fieldPath: 'spec.template.spec.volumes[0].nfs',
        message: "the volume is of the kind nfs, which the level 'restricted' forbids",
        value: { server: 'files', path: '/' },
        allowed: 'configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected, secret',
      },
    ]);
  });

  test('of privileged lets every pod in', () => {
    expect(podSecurityVerdict(pod, PodSecurityLevel.PRIVILEGED, KubernetesVersion.V1_36)).toEqual({ allowed: true, violations: [] });
  });
});

describe('versions differ', () => {
  const spec = { containers: [{ name: 'web', image: 'nginx:1.29' }] };
  const withSecurity = (securityContext: JsonObject, more: JsonObject = {}): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { ...more, containers: [{ ...spec.containers[0], securityContext }] },
  });

  test('in the sysctls that are safe', () => {
    const pod: JsonObject = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web' },
      spec: { ...spec, securityContext: { sysctls: [{ name: 'net.ipv4.tcp_rmem', value: '1' }] } },
    };
    expect(broken(pod, PodSecurityLevel.BASELINE, '1.31')).toEqual(['security/sysctls']);
    expect(broken(pod, PodSecurityLevel.BASELINE, '1.32')).toEqual([]);
  });

  test('in the volumes that they drop', () => {
    const volumes = [{ name: 'data', hostPath: { path: '/data' }, image: { reference: 'files:1' } }];
    const pod: JsonObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { ...spec, volumes } };
    expect(broken(pod, PodSecurityLevel.BASELINE, '1.30')).toEqual(['security/host-path-volumes']);
    expect(broken(pod, PodSecurityLevel.BASELINE, '1.34')).toEqual([]);
    expect(broken(pod, PodSecurityLevel.BASELINE, '1.35')).toEqual(['security/host-path-volumes']);
  });

  test('in what a pod with users of its own may do', () => {
    const pod = withSecurity({ runAsUser: 0, procMount: 'Unmasked' }, { hostUsers: false });
    expect(broken(pod, PodSecurityLevel.BASELINE, '1.34')).toEqual(['security/proc-mount']);
    expect(broken(pod, PodSecurityLevel.BASELINE, '1.35')).toEqual([]);
    expect(broken(pod, PodSecurityLevel.RESTRICTED, '1.34')).toContain('security/run-as-user');
    expect(broken(pod, PodSecurityLevel.RESTRICTED, '1.35')).not.toContain('security/run-as-user');
    expect(broken(pod, PodSecurityLevel.RESTRICTED, '1.35')).toContain('security/proc-mount-restricted');
  });

  test('in the types of SELinux', () => {
    const pod = withSecurity({ seLinuxOptions: { type: 'container_engine_t', user: 'u', role: 'r' } });
    expect(broken(pod, PodSecurityLevel.BASELINE, '1.30')).toEqual(['security/se-linux', 'security/se-linux', 'security/se-linux']);
    expect(broken(pod, PodSecurityLevel.BASELINE, '1.31')).toEqual(['security/se-linux', 'security/se-linux']);
  });

  test('for Windows, where Linux confinement does not exist', () => {
    const pod = withSecurity({}, { os: { name: 'windows' }, securityContext: { runAsNonRoot: true } });
    expect(broken(pod, PodSecurityLevel.RESTRICTED, '1.36')).toEqual([]);
  });
});

if (process.env.FIXTURES && existsSync(FOLDER)) {
  describe.each(LEVELS)('the fixtures of the standards for %s', (level) => {
    const files = readdirSync(join(FOLDER, level)).flatMap((version) =>
      ['pass', 'fail'].flatMap((verdict) =>
        readdirSync(join(FOLDER, level, version, verdict)).map((file): [string, string, string] => [version, verdict, file]),
      ),
    );
    test.each(files)('%s/%s/%s', (version, verdict, file) => {
      const pod = parse(readFileSync(join(FOLDER, level, version, verdict, file), 'utf8')) as JsonObject;
      expect(PodModel.read(pod)).toBeDefined();
      expect(podSecurityVerdict(PodModel.read(pod)!, level, KubernetesVersion.of(version)).allowed).toBe(verdict === 'pass');
      for (const manifest of [pod, ...Object.keys(WORKLOAD_KINDS).map((kind) => inWorkload(pod, kind))]) {
        const checks = broken(manifest, level, version);
        if (verdict === 'pass') expect(checks).toEqual([]);
        else expect(checks).not.toEqual([]);
      }
    });
  });
} else {
  test('the fixtures of the standards are absent: set FIXTURES to the folder that has pod-security/', () => {
    process.stderr.write('The Pod Security Standards were not judged by their own fixtures: FIXTURES names no folder that has them.\n');
  });
}
