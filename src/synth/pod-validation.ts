import { IConstruct } from 'constructs';
import { enforce } from './enforcement';
import { hookSynth } from './synth-hooks';

/** Validation of pods that no pattern of this library made. */
export class PodValidation {
  /**
   * Judges every workload of an app at synth, those that are added later too: plain cdk8s-plus, L1 objects, raw `ApiObject`s and included
   * YAML. An error fails the synth, and nothing is written.
   *
   * @param scope the app, or any construct of it
   */
  public static enforce(scope: IConstruct): void {
    enforce(scope.node.root, {});
    hookSynth(scope);
  }

  private constructor() {}
}
