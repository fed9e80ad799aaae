import { ApiObject, JsonPatch } from 'cdk8s';
import { assemble } from '../assembly/assemble';
import { AssemblyProblem } from '../assembly/assembly-problem';
import { inKeyOrder } from '../assembly/key-order';
import { PodDefault, PodDefaults } from '../assembly/pod-default';
import { KubernetesVersion } from '../cluster/kubernetes-version';
import { PodIntent } from '../manifest/intent';
import { JsonObject } from '../manifest/json';
import { PodSecurityLevel } from '../rules/security/pod-security-level';
import { lostPatches, patchedPointers } from './json-patches';
import { keepsIntent } from './keep-intent';
import { Contributor, PodAssembly } from './pod-assembly';
import { KUBERNETES_VERSION_CONTEXT, targetVersion } from './target-version';

/** A manifest as it will be written, with what was learned while it was made. */
export interface MadeManifest {
  readonly manifest: JsonObject;
  readonly version: KubernetesVersion;
  readonly intent?: PodIntent;
  /** The level of the Pod Security Standards that the pod is meant to meet. */
  readonly podSecurity?: PodSecurityLevel;
  readonly problems: readonly AssemblyProblem[];
  /** What cdk8s or a contributor threw: then there is no manifest to write. */
  readonly failure?: Error;
}

/**
 * Makes the manifest of an API object: what cdk8s serializes, what the pod's assembly adds, and the patches that come last.
 *
 * @param methods the methods of the object's own class, which serialize it
 */
export function makeManifest(apiObject: ApiObject, methods: Pick<ApiObject, 'toJson'>): MadeManifest {
  const assembly = PodAssembly.find(apiObject);
  const problems: AssemblyProblem[] = [...(assembly?.problems ?? [])];
  const version = assembly?.version ?? contextVersion(apiObject, problems);
  try {
    const base = methods.toJson.call(apiObject) as JsonObject;
    problems.push(...lostPatches(apiObject, base));
    if (!assembly) return { manifest: base, version, problems };
    const additions = distinct(assembly.contributors, problems).map((contributor) => contributor._contribute({ apiObject, version }));
    const assembled = assemble(base, additions, {
      version,
      defaults: assembly.owner?.defaults ?? PodDefaults.ALL,
      ownsPod: assembly.owner !== undefined,
      mainName: assembly.owner?.mainName,
      unrequested: assembly.owner?.unrequested() ?? [],
      patchedPointers: patchedPointers(apiObject),
      sortKeys: sortsKeys(),
      keepIntent: keepsIntent(apiObject),
    });
    problems.push(...assembled.problems);
    const meetsRestricted = assembly.owner?.defaults.has(PodDefault.SECURITY_PROFILE);
    return {
      manifest: lastWord(assembled.manifest, assembly.patches),
      version,
      intent: assembled.intent,
      podSecurity: meetsRestricted ? PodSecurityLevel.RESTRICTED : undefined,
      problems,
    };
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    return { manifest: nameOnly(apiObject), version, problems, failure };
  }
}

function contextVersion(apiObject: ApiObject, problems: AssemblyProblem[]): KubernetesVersion {
  try {
    return targetVersion(apiObject);
  } catch (error) {
    problems.push({
      ruleId: 'contract/kubernetes-version',
      fieldPath: '',
      message: `the context '${KUBERNETES_VERSION_CONTEXT}' names no version that the library knows: ${(error as Error).message}`,
      value: String(apiObject.node.tryGetContext(KUBERNETES_VERSION_CONTEXT)),
      allowed: KubernetesVersion.ALL.join(', '),
      fix: 'Set the context to the Kubernetes version of the cluster.',
    });
    return KubernetesVersion.DEFAULT;
  }
}

/** The contributors without repetition: a role that is added twice would bring two containers of one name, which says less of the mistake. */
function distinct(contributors: readonly Contributor[], problems: AssemblyProblem[]): Contributor[] {
  const once = new Set(contributors);
  const repeated = contributors.filter((contributor, index) => contributors.indexOf(contributor) !== index);
  for (const contributor of new Set(repeated)) {
    problems.push({
      ruleId: 'contract/role-applied-twice',
      fieldPath: '',
      message: `${contributor.toString()} was added to this pod more than once`,
      value: contributor.toString(),
      allowed: 'each role once for each pod',
      fix: 'Add the role at one place only: to the workload, or to a chart or app that contains it.',
    });
  }
  return [...once];
}

function sortsKeys(): boolean {
  return !process.env.CDK8S_DISABLE_SORT;
}

function lastWord(manifest: JsonObject, patches: readonly JsonPatch[]): JsonObject {
  if (patches.length === 0) return manifest;
  const patched = JsonPatch.apply(manifest, ...patches) as JsonObject;
  return sortsKeys() ? inKeyOrder(patched) : patched;
}

/** Enough of a manifest for a finding to say which object it is about. */
function nameOnly(apiObject: ApiObject): JsonObject {
  return { apiVersion: apiObject.apiVersion, kind: apiObject.kind, metadata: { name: apiObject.name } };
}
