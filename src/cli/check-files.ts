import { KubernetesVersion } from '../cluster/kubernetes-version';
import { asString } from '../manifest/json';
import { objectsIn } from '../manifest/manifest-list';
import { SourceManifest, readManifests } from '../manifest/yaml-source';
import { CheckReport, LocatedFinding } from '../reports/check-report';
import { Finding, Severity } from '../rules/finding';
import { kindStatus } from '../rules/schema/schema';
import { judgeAll } from '../validation/judge';
import { Subject } from '../validation/judgement';
import { ValidationPolicy } from '../validation/validation-policy';
import { InputFile, readInput, reasonOf } from './input-files';

/** How files are checked. */
export interface CheckOptions {
  readonly version: KubernetesVersion;
  readonly policy: ValidationPolicy;
  /** Reads standard input. */
  standardInput(): Buffer;
  /** Is told how many files were read. */
  progress(files: number): void;
}

/** What a check of files found, and the text of each file. */
export interface CheckedFiles {
  readonly report: CheckReport;
  /** The texts of the files that could be read. */
  readonly texts: ReadonlyMap<string, string>;
  /** Whether every file could be read. */
  readonly allRead: boolean;
}

/** One document of the files. */
interface Sheet extends SourceManifest {
  readonly file: string;
}

/** Reads files and judges all of their manifests together, so that a Service in one file is known to a Deployment in another. */
export function checkFiles(files: readonly InputFile[], { version, policy, standardInput, progress }: CheckOptions): CheckedFiles {
  const texts = new Map<string, string>();
  const sheets: Sheet[] = [];
  const findings: LocatedFinding[] = [];
  let otherDocuments = 0;
  files.forEach(({ file, named, unreadable }, index) => {
    progress(index);
    let text: string;
    try {
      if (unreadable !== undefined) throw new Error(unreadable);
      text = readInput(file, standardInput);
    } catch (error) {
      findings.push({ finding: unreadableFinding(file, reasonOf(error)) });
      return;
    }
    texts.set(file, text);
    const { manifests, problems } = readManifests(text);
    for (const { position, ...problem } of problems) {
      findings.push({ finding: { ...problem, severity: Severity.ERROR, subject: fileSubject(file) }, position });
    }
    for (const source of manifests) {
      const { apiVersion, kind } = source.manifest;
      if (apiVersion === undefined && kind === undefined && !named) otherDocuments++;
      else sheets.push({ file, manifest: source.manifest, positionOf: source.positionOf });
    }
  });
  const unknownKinds: Record<string, number> = {};
  let objects = 0;
  for (const { manifest, file, positionOf } of sheets) {
    for (const { object, path } of objectsIn(manifest)) {
      objects++;
      const apiVersion = asString(object.apiVersion);
      const kind = asString(object.kind);
      if (apiVersion === undefined || kind === undefined) {
        findings.push({
          finding: untypedFinding(file, path, apiVersion === undefined ? 'apiVersion' : 'kind'),
          position: positionOf(path),
        });
      } else if (kindStatus(apiVersion, kind, version.minor).status === 'foreign') {
        const name = `${apiVersion} ${kind}`;
        unknownKinds[name] = (Object.hasOwn(unknownKinds, name) ? unknownKinds[name] : 0) + 1;
      }
    }
  }
  // The judge gives a finding its subject's file back; the number of the document leads from there to the document's places.
  const subjects = sheets.map(({ manifest }, index): Subject => ({ manifest, file: String(index) }));
  const judgement = judgeAll(subjects, { version, policy });
  findings.push(...judgement.findings.map((finding) => locate(finding, sheets)));
  const order = new Map(files.map(({ file }, index) => [file, index]));
  const rank = ({ finding: { subject } }: LocatedFinding) => order.get(subject.file ?? '') ?? files.length;
  findings.sort((left, right) => rank(left) - rank(right));
  return {
    report: {
      kubernetesVersion: version.toString(),
      findings,
      suppressed: judgement.suppressed.map(({ finding, suppression }) => ({ ...locate(finding, sheets), suppression })),
      files: files.length,
      objects,
      unknownKinds,
      otherDocuments,
    },
    texts,
    allRead: texts.size === files.length,
  };
}

function locate(finding: Finding, sheets: readonly Sheet[]): LocatedFinding {
  const { subject, fieldPath } = finding;
  if (subject.file === undefined) return { finding };
  const { file, positionOf } = sheets[Number(subject.file)];
  const path = [subject.listPath ?? '', fieldPath].filter((part) => part !== '').join('.');
  return { finding: { ...finding, subject: { ...subject, file } }, position: positionOf(path) };
}

function unreadableFinding(file: string, reason: string): Finding {
  return {
    ruleId: 'input/unreadable',
    severity: Severity.ERROR,
    fieldPath: '',
    message: `this file cannot be read: ${reason}`,
    fix: 'Name files and folders that exist and that hold manifests.',
    subject: fileSubject(file),
  };
}

function untypedFinding(file: string, listPath: string, field: string): Finding {
  return {
    ruleId: 'schema/not-a-manifest',
    severity: Severity.ERROR,
    fieldPath: listPath === '' ? field : `${listPath}.${field}`,
    message: `this document has no ${field}, so that no API server knows what it is`,
    fix: 'State apiVersion and kind, or leave the file out.',
    subject: fileSubject(file),
  };
}

function fileSubject(file: string): Finding['subject'] {
  return { apiVersion: '', kind: '', name: '', file };
}
