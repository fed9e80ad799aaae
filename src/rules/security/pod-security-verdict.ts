import { KubernetesVersion } from '../../cluster/kubernetes-version';
import { PodModel } from '../../manifest/pod-model';
import { Violation } from '../finding';
import { RuleContext } from '../rule-context';
import { PodSecurityLevel } from './pod-security-level';
import { podSecurityRules } from './pod-security-rules';

/** A violation of a check, with the check. */
export interface PodSecurityViolation extends Violation {
  readonly ruleId: string;
}

/** What a level of the Pod Security Standards says of a pod. */
export interface PodSecurityVerdict {
  /** Whether a namespace that enforces the level lets the pod in. */
  readonly allowed: boolean;
  /** Every place that keeps the pod out, check by check. */
  readonly violations: readonly PodSecurityViolation[];
}

/**
 * What a cluster of a version would say of a pod in a namespace that enforces a level: for asking which level a pod meets, without the other
 * rules and without suppressions.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function podSecurityVerdict(pod: PodModel, level: PodSecurityLevel, version: KubernetesVersion): PodSecurityVerdict {
  const context = new RuleContext(pod.manifest, version);
  const violations: PodSecurityViolation[] = [];
  for (const rule of podSecurityRules(level, version)) {
    rule.judge(pod, (violation) => violations.push({ ...violation, ruleId: rule.id }), context);
  }
  return { allowed: violations.length === 0, violations };
}
