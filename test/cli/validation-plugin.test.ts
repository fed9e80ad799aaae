import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PluginViolation, PodPatternsValidation } from '../../src/cli/validation-plugin';

const ROOT = join(__dirname, '..', '..');
const MODULES = join(ROOT, 'node_modules');

/** A program that makes one pod of a container with a port, under the name that it is given. */
const APP = `
const { ApiObject, App, Chart } = require(${JSON.stringify(join(MODULES, 'cdk8s'))});
const app = new App();
const containers = [{ name: 'web', image: 'nginx:1.29', ports: [{ [process.env.PORT_FIELD]: 8080 }] }];
new ApiObject(new Chart(app, 'shop'), 'web', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers } });
app.synth();
`;
const PLUGIN = `
require(${JSON.stringify(join(MODULES, 'ts-node'))}).register({
  transpileOnly: true, project: ${JSON.stringify(join(ROOT, 'tsconfig.dev.json'))},
});
module.exports = require(${JSON.stringify(join(ROOT, 'src', 'cli', 'validation-plugin.ts'))});
`;
const CONFIG = `
language: typescript
app: node app.js
validations:
  - package: ./plugin.js
    version: 1.0.0
    class: PodPatternsValidation
    properties: { kubernetesVersion: '1.34', policy: { suppressions: [] } }
`;

describe('the plugin of the cdk8s CLI', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pod-patterns-plugin-'));
    for (const [name, text] of Object.entries({ 'app.js': APP, 'plugin.js': PLUGIN, 'cdk8s.yaml': CONFIG })) {
      writeFileSync(join(folder, name), text);
    }
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const synth = (portField: string) =>
    spawnSync(process.execPath, [join(MODULES, 'cdk8s-cli', 'bin', 'cdk8s'), 'synth', '--validation-reports-output-file', 'report.json'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, PORT_FIELD: portField, CDK8S_OUTDIR: '', CI: 'true' },
    });

  test('a synth whose manifests comply passes', () => {
    const { status, stdout } = synth('containerPort');
    expect(stdout).toContain('Validations ended succesfully');
    expect(status).toBe(0);
    expect(existsSync(join(folder, 'dist', 'shop.k8s.yaml'))).toBe(true);
  }, 60_000);

  test('a synth with an error fails, and the report names construct, field, line and fix', () => {
    const { status, stdout } = synth('ContainerPort');
    expect(status).toBe(2);
    expect(stdout).toContain('schema/unknown-field');
    const { reports } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
    const violation = reports[0].violations.find(({ ruleName }: { ruleName: string }) => ruleName === 'schema/unknown-field');
    expect(violation.fix).toBe('Write containerPort.');
    expect(violation.violatingConstructs).toEqual([
      {
        resourceName: 'web',
        constructPath: 'shop/web',
        locations: ['spec.containers[0].ports[0].ContainerPort, line 10'],
        manifestPath: expect.stringContaining('shop.k8s.yaml'),
      },
    ]);
  }, 60_000);
});

describe('what the plugin says', () => {
  const validate = async (properties: object, text: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'pod-patterns-plugin-'));
    const file = join(folder, 'a.k8s.yaml');
    writeFileSync(file, text);
    const violations: PluginViolation[] = [];
    let status = '';
    const notices = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const report = {
        addViolation: (one: PluginViolation) => void violations.push(one),
        submit: (given: string) => void (status = given),
      };
      await new PodPatternsValidation(properties).validate({ manifests: [file], report });
      return { violations, status, notices: notices.mock.calls.map(([line]) => String(line)).join('') };
    } finally {
      notices.mockRestore();
      rmSync(folder, { recursive: true });
    }
  };
  const demo = readFileSync(join(ROOT, 'test', 'fixtures', 'tutorials', 'multi-container-demo.yaml'), 'utf8');

  test('what does not fail the synth is printed on standard error', async () => {
    const { violations, status, notices } = await validate({}, demo);
    expect(notices).toContain('practice/shared-volume-has-writer');
    expect({ violations, status }).toEqual({ violations: [], status: 'success' });
  });

  test('failOn makes warnings violations', async () => {
    const { violations, status } = await validate({ failOn: 'warning' }, demo);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual(['practice/shared-volume-has-writer']);
    expect(status).toBe('failure');
  });

  test('one rule that says the same of several objects is one violation', async () => {
    const map = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndatas: {}\n`;
    const { violations } = await validate({}, `${map('a')}---\n${map('b')}`);
    expect(violations).toHaveLength(1);
    expect(violations[0].violatingResources.map(({ resourceName }) => resourceName)).toEqual(['a', 'b']);
  });

  test('fails on properties that are wrong, and names each', () => {
    const properties = { kubernetesVersion: '1.2', podSecurity: 'tight', failOn: 'never', policy: { ruls: {} }, levels: 1 };
    const build = () => new PodPatternsValidation(properties as object);
    for (const name of ['kubernetesVersion: ', 'podSecurity: ', 'failOn: ', 'policy: ', "'levels'"]) expect(build).toThrow(name);
  });
});
