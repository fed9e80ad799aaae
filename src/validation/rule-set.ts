import { KubernetesVersion } from '../cluster/kubernetes-version';
import { ManifestRule, PodRule, Rule } from '../rules/rule';

/** The rules that hold in one version, by what they look at. */
export interface RuleSet {
  readonly podRules: readonly PodRule[];
  /** The rules on manifests of a kind. */
  manifestRules(kind: string): readonly ManifestRule[];
}

const sets = new WeakMap<readonly Rule[], Map<number, RuleSet>>();

/** The rules among those given that hold in a version. They are sorted out once for each list and version. */
export function ruleSet(rules: readonly Rule[], version: KubernetesVersion): RuleSet {
  let byMinor = sets.get(rules);
  if (!byMinor) sets.set(rules, (byMinor = new Map<number, RuleSet>()));
  let set = byMinor.get(version.minor);
  if (!set) byMinor.set(version.minor, (set = sortOut(rules, version)));
  return set;
}

function sortOut(rules: readonly Rule[], version: KubernetesVersion): RuleSet {
  const holding = rules.filter(({ since, until }) => {
    return (since === undefined || version.minor >= minorOf(since)) && (until === undefined || version.minor <= minorOf(until));
  });
  const podRules = holding.filter((rule): rule is PodRule => 'judge' in rule);
  const onManifests = holding.filter((rule): rule is ManifestRule => 'judgeManifest' in rule);
  const byKind = new Map<string, readonly ManifestRule[]>();
  return {
    podRules,
    manifestRules: (kind) => {
      let found = byKind.get(kind);
      if (!found) {
        found = onManifests.filter(({ kinds }) => kinds === undefined || kinds.includes(kind));
        if (byKind.size < 1000) byKind.set(kind, found);
      }
      return found;
    },
  };
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
