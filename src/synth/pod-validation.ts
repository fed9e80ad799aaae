import { IConstruct } from 'constructs';
import { ValidationPolicy } from '../validation/validation-policy';
import { enforce } from './enforcement';
import { hookSynth } from './synth-hooks';

/** Validation of pods that no pattern of this library made. */
export class PodValidation {
  /**
   * Judges every workload of an app at synth, those that are added later too: plain cdk8s-plus, L1 objects, raw `ApiObject`s and included
   * YAML. An error fails the synth, and nothing is written.
   *
   * The policy holds for the pods of patterns as well. A second call gives the app another policy.
   *
   * @param scope the app, or any construct of it
   * @param policy what is suppressed, how much rules weigh, the level of the Pod Security Standards, and rules of one's own; each rule's own
   * severity and no suppression where it is not given
   */
  public static enforce(scope: IConstruct, policy: ValidationPolicy = {}): void {
    enforce(scope.node.root, policy);
    hookSynth(scope);
  }

  private constructor() {}
}
