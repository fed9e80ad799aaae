import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command';

const TUTORIALS = join(__dirname, '..', 'fixtures', 'tutorials');
const GOOD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { a: b }\n';
const BAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndatas: { a: b }\n';

let folder: string;
const write = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pod-patterns-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('pod-patterns check', () => {
  test('a manifest without a finding passes, and the report says what was judged', () => {
    const { code, out } = runCommand(['check', write('good.yaml', GOOD)]);
    expect(out).toBe('1 object in 1 file judged for Kubernetes 1.35: nothing found\n');
    expect(code).toBe(0);
  });

  test('the misspelt port of the tutorial is refused at its line and column, with the right spelling', () => {
    const { code, out } = runCommand(['check', join(TUTORIALS, 'simple-webapp.yaml')]);
    expect(out).toMatch(/simple-webapp\.yaml:12:7: error: .*ContainerPort/);
    expect(out).toContain('    12 |     - ContainerPort: 8080\n       |       ^\n');
    expect(out).toContain('fix: Write containerPort.');
    expect(code).toBe(1);
  });

  test('the tutorial whose volume nobody writes gets a warning, which fails only where it is asked to', () => {
    const file = join(TUTORIALS, 'multi-container-demo.yaml');
    const { code, out } = runCommand(['check', file]);
    expect(out).toContain('practice/shared-volume-has-writer');
    expect(code).toBe(0);
    expect(runCommand(['check', '--fail-on', 'warning', file]).code).toBe(1);
    expect(runCommand(['check', '--fail-on=advice', file]).code).toBe(1);
  });

  test('standard input is read, in YAML or JSON', () => {
    expect(runCommand(['check', '-'], { input: BAD }).out).toContain('-:4:1: error: ');
    expect(
      runCommand(['check', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }) }).code,
    ).toBe(0);
  });

  test('findings stand in the order of the files, however many there are', () => {
    const contents = [BAD, 'a: [', GOOD, 'apiVersion: v1\n', BAD.replace('kind: ConfigMap', 'kind: ConfigMapp')];
    const expected: string[] = [];
    for (let index = 0; index < 60; index++) {
      const name = `${String(index).padStart(2, '0')}.yaml`;
      write(name, contents[index % contents.length]);
      if (index % contents.length !== 2) expected.push(name);
    }
    const { out } = runCommand(['check', folder]);
    const named = [...out.matchAll(/(\d\d\.yaml):\d+:\d+: error: /g)].map(([, name]) => name);
    expect(named.filter((name, place) => name !== named[place - 1])).toEqual(expected);
  });

  test('a folder stands for the manifests in it; hidden folders, node_modules and other files are passed over', () => {
    write('b.yml', BAD);
    write('deep/a.yaml', GOOD);
    write('c.json', '{"compilerOptions": {}}');
    write('notes.txt', 'a: [');
    write('.git/x.yaml', BAD);
    write('node_modules/x/y.yaml', BAD);
    symlinkSync(folder, join(folder, 'loop'));
    const { out } = runCommand(['check', folder]);
    expect(out).toContain('2 objects in 3 files judged for Kubernetes 1.35: 1 error\n');
    expect(out).toContain('left out, because they have neither apiVersion nor kind: 1 document');
  });

  test('a file that is named twice is judged once', () => {
    const file = write('good.yaml', GOOD);
    expect(runCommand(['check', file, file, folder]).out).toContain('1 object in 1 file ');
  });

  test('manifests of different files know each other', () => {
    write('service.yaml', 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { selector: { app: a }, ports: [{ port: 80 }] }\n');
    write(
      'pod.yaml',
      'apiVersion: v1\nkind: Pod\nmetadata: { name: a, labels: { app: a } }\nspec: { containers: [{ name: a, image: "a:1" }] }\n',
    );
    expect(runCommand(['check', folder]).out).toContain('2 objects in 2 files');
  });

  test('kinds that no schema is known of are counted and said', () => {
    const text = 'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: a }\n';
    const { code, out } = runCommand(['check', write('a.yaml', `${text}---\n${text}`)]);
    expect(out).toContain("because the kind is not one of Kubernetes' own: 2 × cert-manager.io/v1 Certificate");
    expect(code).toBe(0);
  });

  test('a finding in a List stands at the line of its item', () => {
    const list = 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: { name: a }\n  datas: {}\n';
    expect(runCommand(['check', '-'], { input: list }).out).toContain('-:7:3: error: ');
  });

  test('the level of the Pod Security Standards and the version are those that are asked for', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { hostNetwork: true, containers: [{ name: a, image: "a:1" }] }\n';
    expect(runCommand(['check', '-'], { input: pod }).code).toBe(0);
    const options = ['--pod-security', 'baseline', '--kubernetes-version', 'v1.31.4', '--fail-on', 'warning'];
    const { code, out } = runCommand(['check', ...options, '-'], { input: pod });
    expect(out).toContain('warning: spec.hostNetwork: ');
    expect(out).toContain('judged for Kubernetes 1.31');
    expect(code).toBe(1);
  });

  test('a policy suppresses findings, and says so', () => {
    const policy = write(
      'policy.yaml',
      'suppressions:\n- rule: practice/shared-volume-has-writer\n  reason: the image writes it\n  name: multi-*\n',
    );
    const { code, out } = runCommand(['check', '--fail-on', 'warning', '--policy', policy, join(TUTORIALS, 'multi-container-demo.yaml')]);
    expect(out).toContain('accepted by suppressions: 1 finding\n');
    expect(code).toBe(0);
  });

  test('a policy switches a rule off, with quotes or without', () => {
    const file = join(TUTORIALS, 'multi-container-demo.yaml');
    for (const off of ['off', '"off"']) {
      const policy = write('policy.yaml', `weights:\n  practice/shared-volume-has-writer: ${off}\n`);
      expect(runCommand(['check', '--fail-on', 'warning', '--policy', policy, file]).code).toBe(0);
    }
  });

  test('colours stand on a terminal only, and control characters of a manifest never', () => {
    const input = BAD.replace('datas', '"da\\etas"');
    expect(runCommand(['check', '-'], { input }).out).not.toContain('\u001b');
    expect(runCommand(['check', '-'], { input, colours: true }).out).toContain('\u001b[31;1merror\u001b[0m');
  });
});

describe('pod-patterns check fails for a file and judges the others', () => {
  const others = () => write('z-bad.yaml', BAD);
  const check = (...paths: string[]) => runCommand(['check', ...paths, others()]);

  test('fails on a file that does not exist', () => {
    const { code, out } = check(join(folder, 'none.yaml'));
    expect(out).toMatch(/none\.yaml: error: this file cannot be read: it does not exist/);
    expect(out).toContain('z-bad.yaml:4:1: error: ');
    expect(code).toBe(2);
  });

  test('fails on a file that is too large', () => {
    const large = write('large.yaml', 'a: b\n');
    truncateSync(large, 101 * 1024 * 1024);
    const { code, out } = check(large);
    expect(out).toContain('it has 101 MiB, and 100 MiB is the most that is read');
    expect(out).toContain('z-bad.yaml:4:1: error: ');
    expect(code).toBe(2);
  });

  test('fails on a file that is no text, and on one that may not be read', () => {
    expect(check(write('image.yaml', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]))).out).toContain('it is no text in UTF-8');
    const secret = write('secret.yaml', GOOD);
    chmodSync(secret, 0);
    if (process.getuid?.() !== 0) expect(check(secret).code).toBe(2);
  });

  test('fails on what is not YAML with its place', () => {
    const { code, out } = check(write('broken.yaml', 'a: [1\nb: 2\n'), write('template.yaml', 'name: {{ .Values.name }}\n'));
    expect(out).toMatch(/broken\.yaml:\d:\d: error: this is not YAML/);
    expect(out).toContain('Render the template first');
    expect(out).toContain('z-bad.yaml:4:1: error: ');
    expect(code).toBe(1);
  });

  test('fails on a document without a kind in a file that was named', () => {
    const { out } = check(write('values.yaml', 'replicas: 3\n'));
    expect(out).toContain('this document has no apiVersion');
  });

  test('fails on a broken file in a folder with the place of the problem', () => {
    write('twice.yaml', `${GOOD}data: {}\n`);
    expect(runCommand(['check', folder]).out).toContain('twice.yaml:5:1: error: data: duplicate field "data"');
  });
});

describe('pod-patterns check fails on arguments', () => {
  test.each([
    [[], "files, folders, or '-'"],
    [['--formt', 'json', 'a.yaml'], "Unknown option '--formt'"],
    [['--format', 'jsn', 'a.yaml'], "did you mean 'json'?"],
    [['--fail-on', 'never', 'a.yaml'], 'allowed: error, warning, advice'],
    [['--kubernetes-version', '1.12', 'a.yaml'], 'too old'],
    [['--pod-security', 'strict', 'a.yaml'], 'privileged, baseline, restricted'],
    [['--policy', 'none.yaml', 'a.yaml'], "the policy 'none.yaml' cannot be read: it does not exist"],
  ])('fails on %j', (args, message) => {
    const { code, out, error } = runCommand(['check', ...args]);
    expect(error).toContain(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test('fails on a folder without a manifest', () => {
    expect(runCommand(['check', folder]).error).toContain('no *.yaml, *.yml or *.json in ');
  });

  test('fails on a policy with every problem at its line', () => {
    const policy = write('policy.yaml', 'weights:\n  practice/none: off\nsuppresions: []\n');
    const { code, error } = runCommand(['check', '--policy', policy, write('good.yaml', GOOD)]);
    expect(error).toMatch(/policy\.yaml:2:3: .*there is no rule 'practice\/none'/);
    expect(error).toMatch(/policy\.yaml:3:1: .*unknown field 'suppresions'/);
    expect(code).toBe(2);
  });
});
