import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LAB = join(__dirname, '..', '..', '..', 'lab');
const COMMANDS = ['bash', 'dirname', 'id', 'sed', 'mkdir', 'rmdir', 'cat', 'tr', 'rm', 'find', 'grep'];

interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/** A copy of the lab's node on a machine that has the usual commands and nothing else, and where nothing is built. */
class BareMachine {
  private readonly folder = mkdtempSync(join(tmpdir(), 'bare-machine-'));

  constructor() {
    cpSync(join(LAB, 'node'), join(this.folder, 'lab', 'node'), { recursive: true });
    mkdirSync(join(this.folder, 'commands'));
    for (const command of COMMANDS) {
      symlinkSync(execFileSync('which', [command], { encoding: 'utf8' }).trim(), join(this.folder, 'commands', command));
    }
    writeFileSync(join(this.folder, 'commands', 'uname'), '#!/bin/sh\necho Linux\n', { mode: 0o755 });
  }

  /** Runs a script of the node. */
  public run(script: string, ...args: string[]): Outcome {
    return this.bash(join(this.folder, 'lab', 'node', script), ...args);
  }

  /** Runs a command with what the scripts share. */
  public shell(command: string): Outcome {
    return this.bash('-c', `set -euo pipefail; source ${join(this.folder, 'lab', 'node', 'node.sh')}; ${command}`);
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private bash(...args: string[]): Outcome {
    const { status, stdout, stderr } = spawnSync(join(this.folder, 'commands', 'bash'), args, {
      env: { PATH: join(this.folder, 'commands'), LAB_NODE_STATE: join(this.folder, 'state') },
      encoding: 'utf8',
    });
    return { status, output: stdout + stderr };
  }
}

describe('on a machine with nothing installed', () => {
  let machine: BareMachine;
  beforeAll(() => (machine = new BareMachine()));
  afterAll(() => machine.remove());

  test.each([
    ['containerd', 'containerd'],
    ['runc', 'runc'],
    ['etcd', 'etcd-server'],
    ['ip', 'iproute2'],
    ['nsenter', 'util-linux'],
    ['openssl', 'openssl'],
    ['jq', 'jq'],
  ])('fails to start without %s, and names the package %s', (command, name) => {
    const { status, output } = machine.run('up');
    expect(status).toBe(1);
    expect(output).toContain(`- ${command} is missing: apt-get install ${name}\n`);
  });

  test('fails to build without Go, and says where Go is', () => {
    const { status, output } = machine.run('build');
    expect(status).toBe(1);
    expect(output).toContain('Go is missing. Install Go 1.26 or newer from https://go.dev/dl/');
    expect(output).toContain('dpkg-deb is missing: the images are made of the packages of a Debian.');
  });

  test('fails to observe, with everything that is missing at once', () => {
    const { status, output } = machine.run('observe');
    expect(status).toBe(1);
    expect(output).toMatch(/containerd is missing[^]*Go is missing/);
  });

  test('is skipped aloud where that was asked for', () => {
    const { status, output } = machine.run('observe', '--or-skip');
    expect(status).toBe(0);
    expect(output).toMatch(/^The observations on a real node are SKIPPED:\n {2}- [^]*containerd is missing: apt-get install containerd/);
  });

  test('fails to start what is half built, and says what is not built', () => {
    const { status, output } = machine.shell('start_node true');
    expect(status).toBe(1);
    expect(output).toContain('not built yet: lab/bin/kube-apiserver-1.36 lab/bin/kube-controller-manager-1.36');
    expect(output).toContain('lab/bin/node/images.tar - build it by lab/node/build.');
  });

  test('fails to run a command in a node that is not up', () => {
    const { status, output } = machine.run('in', 'true');
    expect(status).toBe(1);
    expect(output).toContain('it is not up. Start it by lab/node/up.');
  });
});
