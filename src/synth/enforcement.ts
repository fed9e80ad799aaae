import { IConstruct } from 'constructs';
import { ValidationPolicy } from '../validation/validation-policy';

const enforced = new WeakMap<IConstruct, ValidationPolicy>();

/** Asks for every workload of an app to be judged, by a policy. */
export function enforce(root: IConstruct, policy: ValidationPolicy): void {
  enforced.set(root, policy);
}

/** The policy by which every workload of an app is judged, or undefined where only those are that a pattern or a role has a part in. */
export function enforcedPolicy(root: IConstruct): ValidationPolicy | undefined {
  return enforced.get(root);
}
