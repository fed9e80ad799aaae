import { TestContext, test } from 'node:test';
import { ClusterApi } from './cluster-api';
import { Trial, TrialOptions } from './trial';

const api = new ClusterApi();
let trials = 0;

/** What an observation prints beside its name: time stamps, as they were. */
export type Print = (lines: readonly string[]) => void;

/**
 * An observation of pods on the node, in a namespace of its own that enforces the Pod Security Standard `restricted`, if nothing else is
 * said. Where it fails, the message has the events and the logs.
 */
export function observe(name: string, look: (trial: Trial, print: Print) => Promise<void>, options?: Partial<TrialOptions>): void {
  void test(name, async (context: TestContext) => {
    const trial = await Trial.start(api, `trial-${++trials}`, { enforces: 'restricted', ...options });
    try {
      await look(trial, (lines) => lines.forEach((line) => context.diagnostic(line)));
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : String(error)}${await trial.explain()}`, { cause: error });
    } finally {
      await trial.end();
    }
  });
}
