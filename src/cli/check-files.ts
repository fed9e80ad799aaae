import { KubernetesVersion } from '../cluster/kubernetes-version';
import { JsonObject, asString, copyJson } from '../manifest/json';
import { objectsIn } from '../manifest/manifest-list';
import { SourcePosition } from '../manifest/source-position';
import { splitDocuments } from '../manifest/yaml-documents';
import { SourceManifest, readManifests } from '../manifest/yaml-source';
import { CheckSummary, LocatedFinding } from '../reports/check-report';
import { excerptOf } from '../reports/excerpt';
import { Finding, Severity } from '../rules/finding';
import { NEIGHBOUR_KINDS, Neighbours } from '../rules/neighbours';
import { kindStatus } from '../rules/schema/schema';
import { JUDGED_TOGETHER, JudgeRun } from '../validation/judge-run';
import { Subject } from '../validation/judgement';
import { ValidationPolicy } from '../validation/validation-policy';
import { InputFile, reasonOf } from './input-files';
import { InputTexts } from './input-texts';
import { TextPiece } from './text-pieces';

/** How files are checked. */
export interface CheckOptions {
  readonly version: KubernetesVersion;
  readonly policy: ValidationPolicy;
  /** Reads standard input, chunk by chunk. */
  standardInput(): Iterable<Uint8Array>;
  /** Is told how many files were judged. */
  progress(files: number): void;
  /** Is told once that there are many objects, so that it is worth preparing for more. */
  many?(): void;
  /** Is given each finding, file by file, those that a suppression accepts too. */
  finding(found: LocatedFinding): void;
}

/** What a check of files came to. */
export interface CheckedFiles {
  readonly summary: CheckSummary;
  /** Whether every file could be read. */
  readonly allRead: boolean;
}

/**
 * Reads files and judges all of their manifests together, so that a Service in one file is known to a Deployment in another.
 *
 * Every file is read twice: once for what rules look at beside a pod, which is kept, and once to judge manifest by manifest, which are not.
 * So 20,000 manifests take hardly more memory than 2,000.
 */
export function checkFiles(files: readonly InputFile[], options: CheckOptions): CheckedFiles {
  const texts = new InputTexts(() => options.standardInput());
  try {
    const unreadable = new Map<string, string>();
    const beside: JsonObject[] = [];
    for (const { file, unreadable: reason } of files) {
      try {
        if (reason !== undefined) throw new Error(reason);
        for (const { text } of texts.first(file)) beside.push(...neighboursIn(text));
      } catch (error) {
        unreadable.set(file, reasonOf(error));
      }
    }
    const check = new Check(options, new Neighbours(beside));
    files.forEach(({ file, named }, index) => {
      options.progress(index);
      const reason = unreadable.get(file);
      if (reason !== undefined) check.say({ finding: unreadableFinding(file, reason) });
      else for (const piece of texts.again(file)) check.judge(piece, file, named);
    });
    check.end();
    return { summary: check.summary(files.length), allRead: unreadable.size === 0 };
  } finally {
    texts.dispose();
  }
}

const MAY_BE_NEIGHBOUR = new RegExp(`\\b(?:${NEIGHBOUR_KINDS.join('|')})\\b`);

/** The objects of a text that rules look at beside a pod. Documents that do not name their kinds are not parsed for it. */
function neighboursIn(text: string): JsonObject[] {
  if (!MAY_BE_NEIGHBOUR.test(text)) return [];
  const documents = splitDocuments(text).map(({ start, end }) => text.slice(start, end));
  return documents
    .filter((document) => MAY_BE_NEIGHBOUR.test(document))
    .flatMap((document) => readManifests(document).manifests.flatMap(({ manifest }) => objectsIn(manifest)))
    .filter(({ object }) => NEIGHBOUR_KINDS.includes(asString(object.kind) ?? ''))
    .map(({ object }) => copyJson(object));
}

/** The characters of a text whose manifests may wait: a few long ones would take the memory of all the others. */
const LONGEST_WAITING = 256 * 1024;

/** So many objects are many: of whoever has them most have more. */
const MANY = 16;

/** What is said in its turn: a finding, or those that the judge has of a manifest. */
type Waiting = { readonly found: LocatedFinding } | { readonly subject: Subject; readonly placed: (finding: Finding) => LocatedFinding };

/** One check on its way: what was counted so far, and the run of the judge. */
class Check {
  private readonly run: JudgeRun;
  private readonly counts: Record<Severity, number> = { [Severity.ERROR]: 0, [Severity.WARNING]: 0, [Severity.ADVICE]: 0 };
  private readonly unknownKinds: Record<string, number> = {};
  private waiting: Waiting[] = [];
  private suppressed = 0;
  private objects = 0;
  private otherDocuments = 0;

  public constructor(
    private readonly options: CheckOptions,
    neighbours: Neighbours,
  ) {
    this.run = new JudgeRun({ version: options.version, policy: options.policy }, neighbours);
  }

  public judge({ text, linesBefore }: TextPiece, file: string, named: boolean): void {
    const { manifests, problems } = readManifests(text);
    const linesOf = lazyLines(text);
    const placed = (finding: Finding, { line, column }: SourcePosition): LocatedFinding => ({
      finding,
      position: { line: line + linesBefore, column },
      excerpt: excerptOf(linesOf(), line, linesBefore),
    });
    for (const { position, ...problem } of problems) {
      this.say(placed({ ...problem, severity: Severity.ERROR, subject: fileSubject(file) }, position));
    }
    for (const source of manifests) {
      const { manifest, positionOf } = source;
      if (manifest.apiVersion === undefined && manifest.kind === undefined && !named) {
        this.otherDocuments++;
        continue;
      }
      this.count(source, (listPath, field) => this.say(placed(untypedFinding(file, listPath, field), positionOf(listPath))));
      this.wait({ subject: { manifest, file }, placed: (finding) => placed(finding, positionOf(pathIn(finding))) });
    }
    if (text.length > LONGEST_WAITING) this.judgeWaiting();
  }

  /** Says what is found once everything was judged. */
  public end(): void {
    this.judgeWaiting();
    for (const finding of this.run.idleSuppressions()) this.report({ finding });
  }

  /** Says a finding when all that stand before it are said. */
  public say(found: LocatedFinding): void {
    if (this.waiting.length === 0) this.report(found);
    else this.wait({ found });
  }

  public summary(files: number): CheckSummary {
    const { counts, suppressed, objects, unknownKinds, otherDocuments } = this;
    return { kubernetesVersion: this.options.version.toString(), counts, suppressed, files, objects, unknownKinds, otherDocuments };
  }

  private wait(one: Waiting): void {
    this.waiting.push(one);
    if (this.waiting.length >= JUDGED_TOGETHER) this.judgeWaiting();
  }

  private judgeWaiting(): void {
    const { waiting } = this;
    this.waiting = [];
    const judgements = this.run.judge(waiting.flatMap((one) => ('subject' in one ? [one.subject] : [])));
    let judged = 0;
    for (const one of waiting) {
      if ('found' in one) {
        this.report(one.found);
        continue;
      }
      const { findings, suppressed } = judgements[judged++];
      for (const finding of findings) this.report(one.placed(finding));
      for (const { finding, suppression } of suppressed) this.report({ ...one.placed(finding), suppression });
    }
  }

  private report(found: LocatedFinding): void {
    if (found.suppression) this.suppressed++;
    else this.counts[found.finding.severity]++;
    this.options.finding(found);
  }

  private count({ manifest }: SourceManifest, untyped: (listPath: string, field: string) => void): void {
    for (const { object, path } of objectsIn(manifest)) {
      this.objects++;
      if (this.objects === MANY) this.options.many?.();
      const apiVersion = asString(object.apiVersion);
      const kind = asString(object.kind);
      if (apiVersion === undefined || kind === undefined) {
        untyped(path, apiVersion === undefined ? 'apiVersion' : 'kind');
      } else if (kindStatus(apiVersion, kind, this.options.version.minor).status === 'foreign') {
        const name = `${apiVersion} ${kind}`;
        this.unknownKinds[name] = (Object.hasOwn(this.unknownKinds, name) ? this.unknownKinds[name] : 0) + 1;
      }
    }
  }
}

/** The lines of a text, taken apart when they are first asked for. */
function lazyLines(text: string): () => readonly string[] {
  let lines: readonly string[] | undefined;
  return () =>
    (lines ??= text
      .replace(/^\uFEFF/, '')
      .trimEnd()
      .split(/\r?\n/));
}

/** The path of a finding's field in its document, which may be a List of objects. */
function pathIn({ subject, fieldPath }: Finding): string {
  return [subject.listPath ?? '', fieldPath].filter((part) => part !== '').join('.');
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
