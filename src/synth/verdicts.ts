import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { workloadKind } from '../manifest/workload-kind';
import { Finding } from '../rules/finding';
import { Subject, judge } from '../validation/judge';
import { enforcedPolicy } from './enforcement';
import { MadeManifest } from './made-manifest';
import { PodAssembly } from './pod-assembly';
import { findingsOfMaking } from './problem-findings';
import { shownConstruct } from './shown-construct';

/** What was found in the manifests of an app, by the object it was found in. */
export class Verdicts {
  private readonly byObject = new Map<ApiObject, Finding[]>();

  /** Everything that was found, object by object. */
  public get all(): readonly Finding[] {
    return [...this.byObject.values()].flat();
  }

  /** What was found in one object. */
  public of(apiObject: ApiObject): readonly Finding[] {
    return this.byObject.get(apiObject) ?? [];
  }

  /** Notes what was found in one object. */
  public add(apiObject: ApiObject, findings: readonly Finding[]): void {
    if (findings.length > 0) this.byObject.set(apiObject, [...this.of(apiObject), ...findings]);
  }
}

/** Objects that rules look at beside a pod: which Service selects it, what scales it. */
const NEIGHBOUR_KINDS: ReadonlySet<string> = new Set(['Service', 'HorizontalPodAutoscaler', 'ConfigMap']);

/**
 * Judges the manifests of an app together: those of every pod that a pattern or a role has a part in, and every one where that was asked
 * for. Pods of different target versions are judged apart.
 */
export function judgeApp(root: IConstruct, apiObjects: readonly ApiObject[], make: (apiObject: ApiObject) => MadeManifest): Verdicts {
  const verdicts = new Verdicts();
  const policy = enforcedPolicy(root);
  const byPath = new Map<string, ApiObject>();
  const byVersion = new Map<string, { readonly made: MadeManifest; readonly subjects: Subject[] }>();
  for (const apiObject of apiObjects) {
    const judged = PodAssembly.find(apiObject) !== undefined || (policy !== undefined && isWorkload(apiObject));
    if (!judged && !NEIGHBOUR_KINDS.has(apiObject.kind)) continue;
    const made = make(apiObject);
    const constructPath = shownConstruct(apiObject).node.path;
    byPath.set(constructPath, apiObject);
    if (judged) verdicts.add(apiObject, findingsOfMaking(made, constructPath));
    if (made.failure) continue;
    const group = byVersion.get(made.version.toString()) ?? { made, subjects: [] };
    byVersion.set(made.version.toString(), group);
    group.subjects.push({ manifest: made.manifest, intent: made.intent, podSecurity: made.podSecurity, constructPath, judged });
  }
  for (const { made, subjects } of byVersion.values()) {
    for (const finding of judge(subjects, { version: made.version, policy })) {
      const apiObject = byPath.get(finding.subject.constructPath ?? '');
      if (apiObject) verdicts.add(apiObject, [finding]);
    }
  }
  return verdicts;
}

function isWorkload(apiObject: ApiObject): boolean {
  return workloadKind(apiObject.apiVersion, apiObject.kind) !== undefined;
}
