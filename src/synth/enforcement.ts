import { IConstruct } from 'constructs';
import { Finding, Severity, severitiesFrom } from '../rules/finding';
import type { ValidationPolicy } from '../validation/validation-policy';

const enforced = new WeakMap<IConstruct, ValidationPolicy>();

/** Asks for every workload of an app to be judged, by a policy. */
export function enforce(root: IConstruct, policy: ValidationPolicy): void {
  enforced.set(root, policy);
}

/** The policy by which every workload of an app is judged, or undefined where only those are that a pattern or a role has a part in. */
export function enforcedPolicy(root: IConstruct): ValidationPolicy | undefined {
  return enforced.get(root);
}

/** Whether a finding fails the synth of an app. */
export function failsSynth(root: IConstruct, { severity }: Finding): boolean {
  return severitiesFrom(enforced.get(root)?.failOn ?? Severity.ERROR).includes(severity);
}
