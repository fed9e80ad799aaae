import { KubernetesVersion } from '../cluster/kubernetes-version';
import { JsonObject, asString } from '../manifest/json';
import { objectsIn } from '../manifest/manifest-list';
import { PodModel } from '../manifest/pod-model';
import { readManifests } from '../manifest/yaml-source';
import { LocatedFinding } from '../reports/check-report';
import { excerptOf } from '../reports/excerpt';
import { podView } from '../reports/pod-view/pod-view';
import { ShowReport } from '../reports/pod-view/show-report';
import { Severity } from '../rules/finding';
import { Neighbours } from '../rules/neighbours';
import { kindStatus } from '../rules/schema/schema';
import { InputFile, readInput, reasonOf } from './input-files';

/** The pods of files, and what could not be read of them. */
export interface ReadPods {
  readonly report: ShowReport;
  /** What is no manifest, as a check of the same files says it. */
  readonly findings: readonly LocatedFinding[];
  /** Whether every file could be read. */
  readonly allRead: boolean;
}

/** Reads every pod of files, with the Services that lead to it, whichever file they are in. */
export function readPods(files: readonly InputFile[], version: KubernetesVersion, standardInput: () => Buffer): ReadPods {
  const texts = new Map<string, string>();
  const findings: LocatedFinding[] = [];
  const objects: JsonObject[] = [];
  for (const { file, unreadable } of files) {
    const subject = { apiVersion: '', kind: '', name: '', file };
    try {
      if (unreadable !== undefined) throw new Error(unreadable);
      texts.set(file, readInput(file, standardInput));
    } catch (error) {
      const message = `this file cannot be read: ${reasonOf(error)}`;
      const fix = 'Name files and folders that exist and that hold manifests.';
      findings.push({ finding: { ruleId: 'input/unreadable', severity: Severity.ERROR, fieldPath: '', message, fix, subject } });
      continue;
    }
    const text = texts.get(file) ?? '';
    const { manifests, problems } = readManifests(text);
    const lines = text
      .replace(/^\uFEFF/, '')
      .trimEnd()
      .split(/\r?\n/);
    for (const { position, ...problem } of problems) {
      const excerpt = excerptOf(lines, position.line);
      findings.push({ finding: { ...problem, severity: Severity.ERROR, subject }, position, excerpt });
    }
    objects.push(...manifests.flatMap(({ manifest }) => objectsIn(manifest).map(({ object }) => object)));
  }
  const neighbours = new Neighbours(objects);
  const pods = objects.flatMap((object) => PodModel.read(object) ?? []);
  return {
    report: {
      kubernetesVersion: version.toString(),
      pods: pods.map((pod) => podView(pod, neighbours, version)),
      objects: objects.length,
      unknownKinds: unknownKinds(objects, version),
    },
    findings,
    allRead: texts.size === files.length,
  };
}

function unknownKinds(objects: readonly JsonObject[], version: KubernetesVersion): Record<string, number> {
  const counts = new Map<string, number>();
  for (const object of objects) {
    const apiVersion = asString(object.apiVersion);
    const kind = asString(object.kind);
    if (apiVersion === undefined || kind === undefined || kindStatus(apiVersion, kind, version.minor).status !== 'foreign') continue;
    const name = `${apiVersion} ${kind}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}
