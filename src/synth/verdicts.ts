import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { KubernetesVersion } from '../cluster/kubernetes-version';
import { workloadKind } from '../manifest/workload-kind';
import { Finding } from '../rules/finding';
import type { Subject } from '../validation/judge';
import { enforcedPolicy } from './enforcement';
import { loadJudge } from './load-judge';
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
 * for. Pods of different target versions are judged apart, each with everything that stands beside it.
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
  const neighbours: Subject[] = [];
  const byVersion = new Map<string, { readonly version: KubernetesVersion; readonly subjects: Subject[] }>();
  for (const apiObject of apiObjects) {
    const judged = PodAssembly.find(apiObject) !== undefined || (policy !== undefined && isWorkload(apiObject));
    if (!judged && !isWhole && !NEIGHBOUR_KINDS.has(apiObject.kind)) continue;
    const made = make(apiObject);
    const constructPath = shownConstruct(apiObject).node.path;
    byPath.set(constructPath, apiObject);
    if (judged || made.failure) verdicts.add(apiObject, findingsOfMaking(made, constructPath));
    if (made.failure) continue;
    if (judged) {
      const { manifest, intent, podSecurity, version } = made;
      const group = byVersion.get(version.toString()) ?? { version, subjects: [] };
      byVersion.set(version.toString(), group);
      group.subjects.push({ manifest, intent, podSecurity, constructPath, judged });
    } else if (NEIGHBOUR_KINDS.has(apiObject.kind)) {
      neighbours.push({ manifest: made.manifest, constructPath, judged });
    }
  }
  for (const { version, subjects } of byVersion.values()) {
    for (const finding of loadJudge()([...subjects, ...neighbours], { version, policy })) {
      const apiObject = byPath.get(finding.subject.constructPath ?? '');
      if (apiObject) verdicts.add(apiObject, [finding]);
    }
  }
  return verdicts;
}

function isWorkload(apiObject: ApiObject): boolean {
  return workloadKind(apiObject.apiVersion, apiObject.kind) !== undefined;
}
