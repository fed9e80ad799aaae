import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { JsonObject, asString } from '../../../src/manifest/json';
import { containerStatus } from './pod-facts';

const run = promisify(execFile);

/** What the kernel says of a process. */
export interface ProcessFacts {
  readonly user: number;
  readonly groups: readonly number[];
  /** The bits of its effective capabilities. */
  readonly capabilities: bigint;
  readonly noNewPrivileges: boolean;
  /** Whether a seccomp filter is on it. */
  readonly isFiltered: boolean;
}

/** The processes of the node: the observations run among them. */
export class Processes {
  /** The first process of a container. */
  public async of(pod: JsonObject, container: string): Promise<number> {
    const id = asString(containerStatus(pod, container).containerID)?.replace('containerd://', '') ?? '';
    const { stdout } = await run('ctr', ['--address', '/run/lab/containerd.sock', '--namespace', 'k8s.io', 'tasks', 'ls']);
    const line = stdout.split('\n').find((row) => row.startsWith(id));
    if (id === '' || line === undefined) throw new Error(`container ${container} has no process`);
    return Number(line.split(/\s+/)[1]);
  }

  /** What the kernel says of the first process of a container. */
  public async facts(pod: JsonObject, container: string): Promise<ProcessFacts> {
    const status = readFileSync(`/proc/${await this.of(pod, container)}/status`, 'utf8');
    const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1].trim() ?? '';
    return {
      user: Number(field('Uid').split(/\s+/)[1]),
      groups: [field('Gid').split(/\s+/)[1], ...field('Groups').split(/\s+/)].filter((group) => group !== '').map(Number),
      capabilities: BigInt(`0x${field('CapEff')}`),
      noNewPrivileges: field('NoNewPrivs') === '1',
      isFiltered: field('Seccomp') === '2',
    };
  }

  /** Runs a command in a container, as the container's user and with its limits. */
  public async exec(pod: JsonObject, container: string, ...command: string[]): Promise<{ code: number; output: string }> {
    const id = asString(containerStatus(pod, container).containerID)?.replace('containerd://', '') ?? '';
    const exec = ['tasks', 'exec', '--exec-id', `lab-${process.hrtime.bigint()}`, id, ...command];
    return outcome('ctr', ['--address', '/run/lab/containerd.sock', '--namespace', 'k8s.io', ...exec]);
  }

  /** Asks an URL from the network of a container, or of the node. */
  public async curl(from: number | 'node', ...args: string[]): Promise<{ code: number; output: string }> {
    const curl = ['curl', '--silent', '--show-error', '--max-time', '5', ...args];
    return from === 'node' ? outcome('curl', curl.slice(1)) : outcome('nsenter', ['--target', String(from), '--net', ...curl]);
  }
}

async function outcome(program: string, args: string[]): Promise<{ code: number; output: string }> {
  try {
    const { stdout, stderr } = await run(program, args);
    return { code: 0, output: (stdout + stderr).trim() };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: number; stdout?: string; stderr?: string };
    return { code: typeof code === 'number' ? code : -1, output: `${stdout ?? ''}${stderr ?? ''}`.trim() };
  }
}
