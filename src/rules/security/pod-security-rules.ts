import { KubernetesVersion } from '../../cluster/kubernetes-version';
import { PodSecurityLevel } from './pod-security-level';
import { PodSecurityRule } from './pod-security-rule';
import { POD_SECURITY_CHECKS } from '.';

const rulesByKey = new Map<string, readonly PodSecurityRule[]>();

/**
 * The checks that a level makes in a Kubernetes version. `restricted` makes those of `baseline` as well, but for the ones that its own
 * stand in for. The list is the same at every call, so that whoever judges by it sorts it out once.
 */
export function podSecurityRules(level: PodSecurityLevel, version: KubernetesVersion): readonly PodSecurityRule[] {
  const key = `${level}/${version.minor}`;
  let rules = rulesByKey.get(key);
  if (!rules) {
    rules = rulesOf(level, version);
    rulesByKey.set(key, rules);
  }
  return rules;
}

function rulesOf(level: PodSecurityLevel, version: KubernetesVersion): readonly PodSecurityRule[] {
  if (level === PodSecurityLevel.PRIVILEGED) return [];
  const holding = POD_SECURITY_CHECKS.filter(
    (rule) =>
      (level === PodSecurityLevel.RESTRICTED || rule.level === PodSecurityLevel.BASELINE) &&
      (rule.since === undefined || version.minor >= Number(rule.since.split('.')[1])),
  );
  const overridden = new Set(holding.map(({ overrides }) => overrides));
  return holding.filter(({ id }) => !overridden.has(id));
}
