import { KubernetesVersion } from '../cluster/kubernetes-version';
import { JsonObject, asString } from '../manifest/json';
import { PodModel } from '../manifest/pod-model';
import { ManifestRule, PodRule, Rule } from '../rules/rule';

/** The rules that an object may break, by what they look at. */
export interface ApplicableRules {
  readonly podRules: readonly PodRule[];
  readonly manifestRules: readonly ManifestRule[];
}

/** What the rules that an object may break depend on, and those rules. */
interface Form {
  readonly kind: string;
  /** How much is known of its pod: nothing where it has none. */
  readonly known: string;
  readonly fields: readonly string[];
  readonly rules: ApplicableRules;
}

/** So many lists of rules are kept: a folder may have any number of kinds. */
const MOST_LISTS = 1000;

/** The rules that hold in one version. */
export class RuleSet {
  /** The names of all fields without any of which some rule finds nothing. */
  public readonly telling: ReadonlySet<string>;
  private readonly holding: readonly Rule[];
  private readonly applicable = new Map<string, ApplicableRules>();
  private last?: Form;

  public constructor(rules: readonly Rule[], { minor }: KubernetesVersion) {
    this.holding = rules.filter(
      ({ since, until }) => (since === undefined || minor >= minorOf(since)) && (until === undefined || minor <= minorOf(until)),
    );
    this.telling = new Set(this.holding.flatMap(({ onlyWith }) => onlyWith ?? []));
  }

  /**
   * The rules that an object may break, by its kind, its fields and what is known of its pod. Objects of one form get one list.
   *
   * @param fields the telling fields that it has
   */
  public for(manifest: JsonObject, pod: PodModel | undefined, fields: readonly string[]): ApplicableRules {
    const kind = asString(manifest.kind) ?? '';
    const known = pod === undefined ? '' : pod.hasIntent ? 'intent' : 'pod';
    const { last } = this;
    // Most objects have the form of the one before, and comparing names takes less time than making a key of them.
    if (last !== undefined && last.kind === kind && last.known === known && areSame(last.fields, fields)) return last.rules;
    // A kind may be any text; a line end is in no name of a field.
    const form = `${fields.join(' ')}\n${known}\n${kind}`;
    let rules = this.applicable.get(form);
    if (!rules) {
      rules = this.select(kind, fields, pod);
      if (this.applicable.size < MOST_LISTS) this.applicable.set(form, rules);
    }
    this.last = { kind, known, fields, rules };
    return rules;
  }

  private select(kind: string, fields: readonly string[], pod: PodModel | undefined): ApplicableRules {
    const rules = this.holding.filter(
      ({ onlyWith, onlyWithIntent, kinds }) =>
        (onlyWith === undefined || onlyWith.some((field) => fields.includes(field))) &&
        (onlyWithIntent !== true || pod?.hasIntent === true) &&
        (kinds === undefined || kinds.includes(kind)),
    );
    return {
      podRules: pod === undefined ? [] : rules.filter((rule): rule is PodRule => 'judge' in rule),
      manifestRules: rules.filter((rule): rule is ManifestRule => 'judgeManifest' in rule),
    };
  }
}

const sets = new WeakMap<readonly Rule[], Map<number, RuleSet>>();

/** The rules among those given that hold in a version. They are sorted out once for each list and version. */
export function ruleSet(rules: readonly Rule[], version: KubernetesVersion): RuleSet {
  let byMinor = sets.get(rules);
  if (!byMinor) sets.set(rules, (byMinor = new Map<number, RuleSet>()));
  let set = byMinor.get(version.minor);
  if (!set) byMinor.set(version.minor, (set = new RuleSet(rules, version)));
  return set;
}

function areSame(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return false;
  return true;
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
