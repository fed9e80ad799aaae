import { JsonObject, asObject, isJsonObject } from '../../manifest/json';
import { Severity, Violation } from '../finding';
import { Rule, RuleContext } from '../rule';
import { isLabelSelector } from './fields/selector-fields';
import { allocationProblems } from './service-allocation';

const NONE: readonly Violation[] = [];
/** From this minor on the server looks into the pod template of a StatefulSet. */
const TEMPLATE_SINCE = 34;
/** Rules that look at a template from its workload, as the server does even where it leaves the template alone. */
const WORKLOAD_RULES: ReadonlySet<string> = new Set(['server/workload-restart-policy', 'server/selector-matches-template']);
/** Of a StatefulSet's template these were looked at in every version. */
const ALWAYS_JUDGED = /^spec\.template\.(?:labels|annotations)(?:$|[.[])/;

/**
 * A rule that says what the server says and no more: the server leaves off at the first thing that keeps it from going on. What it does not
 * come to stays a warning, so that whoever mends the one sees the other.
 */
export function asJudged(rule: Rule): Rule {
  if ('judge' in rule) {
    return { ...rule, judge: (pod, context) => judgedOnly(rule.judge(pod, context), pod.manifest, rule.id, context) };
  }
  return {
    ...rule,
    judgeManifest: (manifest, context) => judgedOnly(rule.judgeManifest(manifest, context), manifest, rule.id, context),
  };
}

/** Most manifests are right, so that nothing is made for them. */
function judgedOnly(violations: Iterable<Violation>, manifest: JsonObject, ruleId: string, { version }: RuleContext): readonly Violation[] {
  let judged: Violation[] | undefined;
  for (const violation of violations) {
    const reason = leftOut(violation.fieldPath, manifest, ruleId, version.minor);
    (judged ??= []).push(
      reason === undefined ? violation : { ...violation, severity: Severity.WARNING, message: `${violation.message} (${reason})` },
    );
  }
  return judged ?? NONE;
}

/** Why the server does not come to a field; undefined where it does. */
function leftOut(fieldPath: string, manifest: JsonObject, ruleId: string, minor: number): string | undefined {
  switch (manifest.kind) {
    case 'Service':
      if (ruleId === 'server/service-allocation' || allocationProblems(manifest, minor).length === 0) return undefined;
      return 'the API server comes to this once it can hand out the addresses and node ports';
    case 'StatefulSet':
      return leftOutOfStatefulSet(fieldPath, manifest, ruleId, minor);
    case 'Deployment':
    case 'ReplicaSet':
      return isInTemplate(fieldPath) ? withoutSelector(manifest) : undefined;
    default:
      return undefined;
  }
}

function leftOutOfStatefulSet(fieldPath: string, manifest: JsonObject, ruleId: string, minor: number): string | undefined {
  if (!isInTemplate(fieldPath) || WORKLOAD_RULES.has(ruleId)) return undefined;
  const selector = withoutSelector(manifest);
  if (selector !== undefined || ALWAYS_JUDGED.test(fieldPath)) return selector;
  return minor < TEMPLATE_SINCE ? `Kubernetes 1.${minor} takes the StatefulSet all the same, and refuses its pods` : undefined;
}

function isInTemplate(fieldPath: string): boolean {
  return fieldPath.startsWith('spec.template.') || fieldPath === 'spec.template';
}

function withoutSelector(manifest: JsonObject): string | undefined {
  const { selector } = asObject(manifest.spec);
  if (!isJsonObject(selector) || isLabelSelector(selector)) return undefined;
  return 'the API server comes to this once spec.selector can be read';
}
