import { asObject, isJsonObject, JsonObject, objectsOf } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { dropsImages } from '../server/fields/dropped-images';
import { PodSecurityLevel } from './pod-security-level';

/** A check of the Pod Security Standards. */
export interface PodSecurityRule extends PodRule {
  /** The level that the check belongs to; `restricted` has those of `baseline` as well. */
  readonly level: PodSecurityLevel;
  /** The check of `baseline` that this one of `restricted` stands in for. */
  readonly overrides?: string;
}

/** A security context and where it stands. */
export interface SecuritySetter {
  /** The path of the `securityContext`. */
  readonly path: string;
  readonly context: JsonObject;
}

/** What a check says of itself; the rest is the same for all of them. */
interface PodSecurityDescription {
  readonly name: string;
  readonly level: PodSecurityLevel;
  readonly overrides?: string;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly since?: string;
  /** The `spec` of a pod that complies, as YAML flow. */
  readonly compliant: string;
  /** The `spec` of a pod that does not, as YAML flow, and the paths that are reported. */
  readonly nonCompliant: string;
  readonly fieldPaths: readonly string[];
  judge(pod: PodModel, report: ReportViolation, context: RuleContext): void;
}

/** Makes a rule of a check. Its messages say which level forbids what was found. */
export function podSecurityRule({ name, compliant, nonCompliant, fieldPaths, judge, ...rest }: PodSecurityDescription): PodSecurityRule {
  const yamlOf = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: ${spec}`;
  return {
    ...rest,
    id: `security/${name}`,
    severity: Severity.WARNING,
    source: `https://kubernetes.io/docs/concepts/security/pod-security-standards/#${rest.level}`,
    compliant: [{ title: `allowed by ${rest.level}`, yaml: yamlOf(compliant) }],
    nonCompliant: [{ title: `forbidden by ${rest.level}`, yaml: yamlOf(nonCompliant), fieldPaths }],
    judge: (pod, report, context) =>
      judge(pod, (found) => report({ ...found, message: `${found.message}, which the level '${rest.level}' forbids` }), context),
  };
}

/** Most checks ask for the same security contexts, so that each pod's are put together once. */
const settersByPod = new WeakMap<PodModel, readonly SecuritySetter[]>();

/** The security contexts of the pod and of all its containers, in this order. */
export function allSetters(pod: PodModel): readonly SecuritySetter[] {
  let setters = settersByPod.get(pod);
  if (!setters) {
    const holders = [{ fieldPath: pod.specPath, manifest: pod.spec }, ...pod.containers];
    setters = holders.map(({ fieldPath, manifest }) => ({
      path: `${fieldPath}.securityContext`,
      context: asObject((manifest as JsonObject).securityContext),
    }));
    settersByPod.set(pod, setters);
  }
  return setters;
}

/** The security contexts of the containers of every list, whether they have one or not. */
export function containerSetters(pod: PodModel): readonly SecuritySetter[] {
  return allSetters(pod).slice(1);
}

/** Whether a pod says that it is for Windows, where Linux's ways of confinement do not exist. */
export function isForWindows(pod: PodModel): boolean {
  return asObject((pod.spec as JsonObject).os).name === 'windows';
}

/** Whether root in the pod is nobody on the node, from the version on in which the standards count that. */
export function hasOwnUsers(pod: PodModel, { version }: RuleContext): boolean {
  return version.minor >= 35 && pod.spec.hostUsers === false;
}

/** The mappings in a list of a pod's `spec` with their paths. */
export function entriesOf(pod: PodModel, list: string): { readonly path: string; readonly object: JsonObject }[] {
  return objectsOf((pod.spec as JsonObject)[list]).map(({ index, object }) => ({ path: `${pod.specPath}.${list}[${index}]`, object }));
}

/** The volumes of a pod, without those that a version drops before anything looks at them. */
export function volumesOf(pod: PodModel, { version }: RuleContext): ReturnType<typeof entriesOf> {
  return entriesOf(pod, 'volumes').filter(({ object }) => !isJsonObject(object.image) || !dropsImages(version));
}

/** The mapping at a key of a context, or undefined where there is none. */
export function mappingAt(object: JsonObject, key: string): JsonObject | undefined {
  const value = object[key];
  return isJsonObject(value) ? value : undefined;
}
