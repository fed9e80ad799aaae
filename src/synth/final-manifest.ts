import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { originalMethods } from './hooked-class';
import { loadSynthEngine } from './load-synth-engine';
import type { MadeManifest } from './made-manifest';

/**
 * The manifest of a workload as a synth would write it now, with what is meant by its pod.
 *
 * @throws when the construct is around no API object, or when its manifest cannot be made
 */
export function finalManifest(construct: IConstruct): MadeManifest {
  const apiObject = ApiObject.of(construct);
  const made = loadSynthEngine().makeManifest(apiObject, originalMethods<ApiObject>(apiObject));
  if (made.failure) throw made.failure;
  return made;
}
