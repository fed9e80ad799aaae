import { JsonObject } from '../../src/manifest/json';
import { LabEffective } from '../compare/lab-verdict';

/** A pod and what Kubernetes' own code reckons for it, by version. */
export interface RecordedEffective {
  readonly manifest: JsonObject;
  readonly effective: Readonly<Record<string, LabEffective>>;
}
