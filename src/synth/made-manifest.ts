import { ApiObject, JsonPatch } from 'cdk8s';
import { assemble } from '../assembly/assemble';
import { AssemblyProblem } from '../assembly/assembly-problem';
import { inKeyOrder } from '../assembly/key-order';
import { PodDefaults } from '../assembly/pod-default';
import { KubernetesVersion } from '../cluster/kubernetes-version';
import { PodIntent } from '../manifest/intent';
import { JsonObject } from '../manifest/json';
import { lostPatches, patchedPointers } from './json-patches';
import { PodAssembly } from './pod-assembly';
import { targetVersion } from './target-version';

/** A manifest as it will be written, with what was learned while it was made. */
export interface MadeManifest {
  readonly manifest: JsonObject;
  readonly version: KubernetesVersion;
  readonly intent?: PodIntent;
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
  const problems: AssemblyProblem[] = [];
  let version = KubernetesVersion.DEFAULT;
  try {
    const assembly = PodAssembly.find(apiObject);
    version = assembly?.version ?? targetVersion(apiObject);
    const base = methods.toJson.call(apiObject) as JsonObject;
    problems.push(...lostPatches(apiObject, base));
    if (!assembly) return { manifest: base, version, problems };
    const target = version;
    const assembled = assemble(
      base,
      assembly.contributors.map((contributor) => contributor._contribute({ apiObject, version: target })),
      {
        version,
        defaults: assembly.owner?.defaults ?? PodDefaults.ALL,
        ownsPod: assembly.owner !== undefined,
        mainName: assembly.owner?.mainName,
        unrequested: assembly.owner?.unrequested() ?? [],
        patchedPointers: patchedPointers(apiObject),
        sortKeys: sortsKeys(),
      },
    );
    problems.push(...assembled.problems);
    return { manifest: lastWord(assembled.manifest, assembly.patches), version, intent: assembled.intent, problems };
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    return { manifest: nameOnly(apiObject), version, problems, failure };
  }
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
