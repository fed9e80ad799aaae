import { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';

/** One cause of a refusal, in the server's words. */
export interface LabError {
  readonly type: string;
  readonly field: string;
  readonly message: string;
}

/** What `lab/verdict` prints of one manifest: see `lab/README.md`. */
export interface LabVerdict {
  readonly kind?: string;
  readonly accepted: boolean;
  readonly unsupported?: string;
  readonly decode?: string;
  readonly strict: readonly string[];
  readonly errors: readonly LabError[];
  readonly warnings: readonly string[];
  readonly panic?: string;
  readonly badLine?: string;
}

/** Waits for the answer to one line. */
interface Asker {
  readonly resolve: (verdict: LabVerdict) => void;
  readonly reject: (error: Error) => void;
}

/** A running verdict program of one Kubernetes version; it answers line by line, in order. */
export class LabJudge {
  /** The program of a version, built by `lab/build`. */
  public static program(version: KubernetesVersion): string {
    return join(__dirname, '..', 'bin', `verdict-${version}`);
  }

  private readonly child: ChildProcessWithoutNullStreams;
  private readonly askers: Asker[] = [];
  private log = '';

  /**
   * Starts the program.
   *
   * @throws an error that says how to build the program if it is absent
   */
  public constructor(public readonly version: KubernetesVersion) {
    const program = LabJudge.program(version);
    if (!existsSync(program)) throw new Error(`lab/bin/verdict-${version} is absent: build it with 'lab/build ${version}' (needs Go)`);
    this.child = spawn(program, [], { stdio: 'pipe' });
    // Kubernetes' own code logs there what it finds odd; of use only where the program fails.
    this.child.stderr.on('data', (text: Buffer) => (this.log = `${this.log}${text}`.slice(-2000)));
    this.child.on('error', (error) => this.fail(error));
    this.child.on('exit', (code, signal) =>
      this.fail(new Error(`lab/bin/verdict-${version} ended with ${signal ?? `exit code ${code}`}:\n${this.log}`)),
    );
    createInterface({ input: this.child.stdout }).on('line', (line) => this.answer(line));
  }

  /** The server's verdicts on some manifests, in their order. */
  public judge(manifests: readonly JsonObject[]): Promise<LabVerdict[]> {
    const answers = manifests.map(() => new Promise<LabVerdict>((resolve, reject) => this.askers.push({ resolve, reject })));
    this.child.stdin.write(manifests.map((manifest) => `${JSON.stringify({ manifest })}\n`).join(''));
    return Promise.all(answers);
  }

  /** Ends the program. */
  public close(): void {
    this.child.removeAllListeners('exit');
    this.child.stdin.end();
  }

  private answer(line: string): void {
    this.askers.shift()?.resolve(JSON.parse(line) as LabVerdict);
  }

  private fail(error: Error): void {
    for (const { reject } of this.askers.splice(0)) reject(error);
  }
}
