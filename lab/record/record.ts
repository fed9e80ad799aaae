import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { LabVerdict } from '../compare/lab-verdict';

/** What the server of some versions says. What is absent it does not say. */
export interface RecordedVerdict {
  /** The versions that say the same: `1.28 to 1.37`. */
  readonly versions: string;
  readonly accepted: boolean;
  readonly decode?: string;
  readonly strict?: readonly string[];
  /** The type and the field of each error: `FieldValueRequired spec.containers[0].image`. */
  readonly errors?: readonly string[];
  readonly warnings?: readonly string[];
}

/** One manifest with what the servers say of it. */
export interface RecordedInput {
  readonly title: string;
  readonly manifest: JsonObject;
  readonly verdicts: readonly RecordedVerdict[];
}

/** The record's files: `<room>/<rule>.yaml`. */
export const RECORD_FOLDER = join(__dirname, 'verdicts');

/** The ids of the rules that have a file in the record. */
export function recordedRules(): string[] {
  return readdirSync(RECORD_FOLDER)
    .sort()
    .flatMap((room) =>
      readdirSync(join(RECORD_FOLDER, room))
        .sort()
        .map((file) => `${room}/${file.replace(/\.yaml$/, '')}`),
    );
}

/** The inputs of a rule with their verdicts. */
export function readRecord(ruleId: string): RecordedInput[] {
  return parse(readFileSync(join(RECORD_FOLDER, `${ruleId}.yaml`), 'utf8')) as RecordedInput[];
}

/** Writes the record anew, so that no file of a rule that is gone stays. */
export function writeRecord(inputs: ReadonlyMap<string, readonly RecordedInput[]>): void {
  if (existsSync(RECORD_FOLDER)) rmSync(RECORD_FOLDER, { recursive: true });
  for (const [ruleId, entries] of inputs) {
    const path = join(RECORD_FOLDER, `${ruleId}.yaml`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(
      path,
      `# Written by the lab: npm run lab:record\n${stringify(entries, { lineWidth: 140, aliasDuplicateObjects: false })}`,
    );
  }
}

/** A verdict in the form of the record, without its versions. */
export function recorded({ accepted, decode, strict, errors, warnings }: LabVerdict): Omit<RecordedVerdict, 'versions'> {
  return {
    accepted,
    ...(decode === undefined ? {} : { decode }),
    ...(strict.length > 0 ? { strict } : {}),
    ...(errors.length > 0 ? { errors: errors.map(({ type, field }) => `${type} ${field}`.trimEnd()) } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
}

/** The verdict that the record has for a version, in the lab's form; undefined where it has none. */
export function verdictFor(input: RecordedInput, version: KubernetesVersion): LabVerdict | undefined {
  const verdict = input.verdicts.find(({ versions }) => {
    const [first, last = first] = versions.split(' to ').map((text) => KubernetesVersion.of(text));
    return version.isAtLeast(first) && last.isAtLeast(version);
  });
  if (verdict === undefined) return undefined;
  const { accepted, decode, strict = [], errors = [], warnings = [] } = verdict;
  return { accepted, decode, strict, warnings, errors: errors.map(errorOf) };
}

function errorOf(text: string): LabVerdict['errors'][number] {
  const [type, ...field] = text.split(' ');
  return { type, field: field.join(' '), message: '' };
}
