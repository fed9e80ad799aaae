import { JsonObject, asObject, isJsonObject } from '../../manifest/json';
import { Severity } from '../finding';
import { Rule } from '../rule';
import { isLabelSelector } from './fields/selector-fields';
import { allocationProblems } from './service-allocation';

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
export function asJudged<Judging extends Rule>(rule: Judging): Judging {
  return {
    ...rule,
    reported: (violation, manifest, { version }) => {
      const reason = leftOut(violation.fieldPath, manifest, rule.id, version.minor);
      if (reason === undefined) return violation;
      return { ...violation, severity: Severity.WARNING, message: `${violation.message} (${reason})` };
    },
  };
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
