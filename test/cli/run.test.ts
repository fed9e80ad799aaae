import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describedRules } from '../../src/cli/known-rules';
import { runCommand } from './run-command';

const ROOT = join(__dirname, '..', '..');

describe('pod-patterns', () => {
  test('help names every command and the exit codes', () => {
    const { code, out } = runCommand(['--help']);
    expect(code).toBe(0);
    for (const part of ['check', 'rules', 'explain', 'Exit codes: 0']) expect(out).toContain(part);
    expect(runCommand(['check', '--help']).out).toContain('--kubernetes-version VERSION');
  });

  test('rules lists each rule once', () => {
    const { out } = runCommand(['rules']);
    const listed = out
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect(listed).toEqual(describedRules().map(({ id }) => id));
    for (const id of ['server/host-ports', 'contract/required-role', 'suppression/expired', 'schema/not-yaml']) {
      expect(listed).toContain(id);
    }
    expect(new Set(listed).size).toBe(listed.length);
  });

  test('explain says why, what to do and where the fact comes from', () => {
    const { code, out } = runCommand(['explain', 'schema/unknown-field']);
    expect(code).toBe(0);
    for (const part of ['schema/unknown-field (error)', 'Why: ', 'Fix: ', 'Source: https://', 'Does not comply: ']) {
      expect(out).toContain(part);
    }
  });

  test('it loads neither cdk8s nor cdk8s-plus nor constructs', () => {
    const script = `
      process.argv = ['node', 'pod-patterns', 'check', 'test/fixtures/tutorials/mc1.yaml'];
      process.once('exit', () => {
        const loaded = Object.keys(require.cache).filter((file) => /node_modules.(cdk8s|constructs)/.test(file));
        console.log(JSON.stringify({ loaded, modules: Object.keys(require.cache).length > 50 }));
      });
      require('./src/cli').main();
    `;
    const register = join(ROOT, 'node_modules', 'ts-node', 'register', 'transpile-only');
    const out = execFileSync(process.execPath, ['-r', register, '-e', script], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, TS_NODE_PROJECT: 'tsconfig.dev.json' },
    });
    expect(out).toContain('judged for Kubernetes');
    expect(JSON.parse(out.trim().split('\n').pop() ?? '')).toEqual({ loaded: [], modules: true });
  }, 60_000);
});

describe('pod-patterns fails with what would be understood', () => {
  test('fails without a command', () => {
    const { code, error } = runCommand([]);
    expect(error).toContain('Usage: pod-patterns COMMAND');
    expect(code).toBe(2);
  });

  test('fails on a mistyped command and a mistyped rule', () => {
    expect(runCommand(['chek'])).toEqual(expect.objectContaining({ code: 2, error: expect.stringContaining("did you mean 'check'?") }));
    const { code, error } = runCommand(['explain', 'schema/unknown-feild']);
    expect(error).toContain("did you mean 'schema/unknown-field'?");
    expect(code).toBe(2);
    expect(runCommand(['explain']).code).toBe(2);
  });
});
