import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Measurement, Row } from '../measurement';
import { median } from '../median';
import { isOnPath, runCheck, runProgram } from '../run-program';
import { writeDeployments } from '../subjects/deployments';

const COUNT = 1000;
/** Programs that use all cores take a third longer in one second than in the next. */
const TIMES = 3;

/** Judges of manifests that a user would take otherwise, with how they are called for a folder. */
const PEERS: Readonly<Record<string, (folder: string) => string[]>> = {
  // Its schemas come from the network unless this names a place for them.
  kubeconform: (folder) => [
    '-strict',
    '-n',
    '4',
    ...(process.env.KUBECONFORM_SCHEMAS === undefined ? [] : ['-schema-location', process.env.KUBECONFORM_SCHEMAS]),
    folder,
  ],
  'kube-linter': (folder) => ['lint', folder],
  'kube-score': (folder) => ['score', ...readdirSync(folder).map((file) => join(folder, file))],
  'kubectl-validate': (folder) => [folder, '--version', '1.30'],
};

/** A whole process that judges 1,000 files, beside those of the peers that are on the PATH. */
export class CheckPeers implements Measurement {
  public readonly name = `check of ${COUNT} manifests`;
  private readonly own: number[] = [];
  private readonly peers = new Map<string, number[]>();

  public constructor() {
    for (const peer of Object.keys(PEERS)) {
      if (isOnPath(peer)) this.peers.set(peer, []);
      else process.stderr.write(`${peer} is not on the PATH and is not measured\n`);
    }
  }

  public round(): void {
    const folder = mkdtempSync(join(tmpdir(), 'pod-patterns-bench-'));
    try {
      const written = writeDeployments(folder, COUNT);
      for (let time = 0; time < TIMES; time++) {
        this.own.push(runCheck(written.folder));
        for (const [peer, times] of this.peers) {
          times.push(runProgram(peer, PEERS[peer](written.folder)).elapsedMilliseconds);
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  public rows(): Row[] {
    const own = median(this.own);
    const library = `${own.toFixed(0)} ms`;
    const what = `${COUNT} manifests in files, whole process`;
    if (this.peers.size === 0) return [{ what, library, comparedWith: 'no peer on the PATH', figure: own / COUNT, unit: ' ms each' }];
    return [...this.peers].map(([peer, times]) => {
      const time = median(times);
      return { what, library, comparedWith: `${time.toFixed(0)} ms ${peer}`, figure: own / time, bound: 0.5, unit: '×' };
    });
  }
}
