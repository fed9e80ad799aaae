import { JsonValue } from '../manifest/json';

/** What the assembly found that the manifest will not show any more: it becomes a finding of the synth. */
export interface AssemblyProblem {
  /** The contract that is broken, as suppressions and documentation name it: `contract/patched-field`. */
  readonly ruleId: string;
  /** The field, from the root of the manifest. */
  readonly fieldPath: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  readonly value?: JsonValue;
  readonly allowed?: string;
  readonly fix: string;
  /** @default 'error' */
  readonly severity?: 'error' | 'warning' | 'advice';
}
