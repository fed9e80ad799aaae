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

/** What Kubernetes' own code reckons for a pod, in the canonical form of each quantity. */
export interface LabEffective {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  readonly qosClass: string;
}

/** What a level of the Pod Security Standards says of a pod. */
export interface LabSecurityLevel {
  readonly allowed: boolean;
  readonly violations: readonly { readonly reason: string; readonly detail: string }[];
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
  /** With `-effective`: what the scheduler reserves for the pod, and its quality of service class. */
  readonly effective?: LabEffective;
  readonly podSecurity?: Readonly<Record<'baseline' | 'restricted', LabSecurityLevel>>;
  /** The fields that the server takes out: asked for with `-dropped`. */
  readonly dropped?: readonly string[];
  readonly panic?: string;
  readonly badLine?: string;
  /** Kubernetes' code did not come to an end with this manifest in time. */
  readonly unanswered?: string;
}

/** Waits for the answer to one line. */
interface Asker {
  readonly line: string;
  readonly resolve: (verdict: LabVerdict) => void;
  readonly reject: (error: Error) => void;
}

/** A running verdict program of one Kubernetes version; it answers line by line, in order. */
export class LabJudge {
  /** The program of a version, built by `lab/build`. */
  public static program(version: KubernetesVersion): string {
    return join(__dirname, '..', 'bin', `verdict-${version}`);
  }

  private readonly program: string;
  private child: ChildProcessWithoutNullStreams;
  private readonly askers: Asker[] = [];
  private log = '';

  /**
   * Starts the program.
   *
   * @param options options of the program, like `-effective`
   * @throws an error that says how to build the program if it is absent
   */
  public constructor(
    public readonly version: KubernetesVersion,
    private readonly options: readonly string[] = [],
  ) {
    this.program = LabJudge.program(version);
    if (!existsSync(this.program)) {
      throw new Error(`lab/bin/verdict-${version} is absent: build it with 'lab/build ${version}' (needs Go)`);
    }
    this.child = this.start();
  }

  /** The server's verdicts on some manifests, in their order. A text is a manifest in JSON or YAML, as it stands. */
  public judge(manifests: readonly (JsonObject | string)[]): Promise<LabVerdict[]> {
    const lines = manifests.map((manifest) => `${JSON.stringify({ manifest })}\n`);
    const answers = lines.map((line) => new Promise<LabVerdict>((resolve, reject) => this.askers.push({ line, resolve, reject })));
    this.child.stdin.write(lines.join(''));
    return Promise.all(answers);
  }

  /** Ends the program. */
  public close(): void {
    this.child.removeAllListeners('exit');
    this.child.stdin.end();
  }

  private start(): ChildProcessWithoutNullStreams {
    const child = spawn(this.program, [...this.options], { stdio: 'pipe' });
    // Kubernetes' own code logs there what it finds odd; of use only where the program fails.
    child.stderr.on('data', (text: Buffer) => (this.log = `${this.log}${text}`.slice(-2000)));
    child.on('error', (error) => this.fail(error));
    child.on('exit', (code, signal) =>
      this.fail(new Error(`lab/bin/verdict-${this.version} ended with ${signal ?? `exit code ${code}`}:\n${this.log}`)),
    );
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (child === this.child) this.answer(line);
    });
    return child;
  }

  private answer(line: string): void {
    const verdict = JSON.parse(line) as LabVerdict;
    this.askers.shift()?.resolve(verdict);
    if (verdict.unanswered !== undefined) this.startAnew();
  }

  /** The program goes on reckoning at what it gave no answer to, and would do so until it ends. */
  private startAnew(): void {
    this.child.removeAllListeners('exit');
    this.child.stdin.on('error', () => undefined);
    this.child.kill('SIGKILL');
    this.child = this.start();
    this.child.stdin.write(this.askers.map((asker) => asker.line).join(''));
  }

  private fail(error: Error): void {
    for (const { reject } of this.askers.splice(0)) reject(error);
  }
}
