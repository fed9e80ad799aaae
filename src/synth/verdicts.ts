import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { KubernetesVersion } from '../cluster/kubernetes-version';
import { workloadKind } from '../manifest/workload-kind';
import { Finding } from '../rules/finding';
import { NEIGHBOUR_KINDS } from '../rules/neighbours';
import type { Subject } from '../validation/judgement';
import { enforcedPolicy } from './enforcement';
import { loadJudge } from './load-judge';
import { MadeManifest } from './made-manifest';
import { PodAssembly } from './pod-assembly';
import { findingsOfMaking } from './problem-findings';
import { shownConstruct } from './shown-construct';

/** What was found in the manifests of an app, by the object it was found in. */
export class Verdicts {
  private readonly byObject = new Map<ApiObject, Finding[]>();
  private readonly onPolicy: Finding[] = [];

  /** Everything that was found, object by object, and what was found in the policy itself. */
  public get all(): readonly Finding[] {
    return [...[...this.byObject.values()].flat(), ...this.onPolicy];
  }

  /** What was found in the policy itself: suppressions that nothing needs, or that have expired. */
  public get ofPolicy(): readonly Finding[] {
    return this.onPolicy;
  }

  /** What was found in one object. */
  public of(apiObject: ApiObject): readonly Finding[] {
    return this.byObject.get(apiObject) ?? [];
  }

  /** Notes what was found in one object, or in the policy where there is none. */
  public add(apiObject: ApiObject | undefined, findings: readonly Finding[]): void {
    if (apiObject === undefined) this.onPolicy.push(...findings);
    else if (findings.length > 0) this.byObject.set(apiObject, [...this.of(apiObject), ...findings]);
  }
}

/**
 * Judges the manifests of an app together: those of every pod that a pattern or a role has a part in, and every one where that was asked
 * for. Each is judged for its own target version, with everything that stands beside it.
 *
 * @param isWhole whether the whole app is written, so that every manifest is made before the first is written: one that cannot be made
 * is then found together with everything else, rather than after half of the files
 */
export function judgeApp(
  root: IConstruct,
  apiObjects: readonly ApiObject[],
  make: (apiObject: ApiObject) => MadeManifest,
  isWhole: boolean,
): Verdicts {
  const verdicts = new Verdicts();
  const policy = enforcedPolicy(root);
  const byPath = new Map<string, ApiObject>();
  const subjects: Subject[] = [];
  for (const apiObject of apiObjects) {
    const judged = PodAssembly.find(apiObject) !== undefined || (policy !== undefined && isWorkload(apiObject));
    if (!judged && !isWhole && !NEIGHBOUR_KINDS.includes(apiObject.kind)) continue;
    const made = make(apiObject);
    const constructPath = shownConstruct(apiObject).node.path;
    byPath.set(constructPath, apiObject);
    if (judged || made.failure) verdicts.add(apiObject, findingsOfMaking(made, constructPath));
    if (made.failure) continue;
    if (judged) {
      const { manifest, intent, podSecurity, version } = made;
      subjects.push({ manifest, intent, podSecurity, version, constructPath, judged });
    } else if (NEIGHBOUR_KINDS.includes(apiObject.kind)) {
      subjects.push({ manifest: made.manifest, constructPath, judged });
    }
  }
  // An app without a pod does not wait for the rules, unless somebody wants to hear of the policy.
  if (policy === undefined && !subjects.some(({ judged }) => judged)) return verdicts;
  for (const finding of loadJudge().judge(subjects, { version: KubernetesVersion.DEFAULT, policy })) {
    verdicts.add(byPath.get(finding.subject.constructPath ?? ''), [finding]);
  }
  return verdicts;
}

function isWorkload(apiObject: ApiObject): boolean {
  return workloadKind(apiObject.apiVersion, apiObject.kind) !== undefined;
}
