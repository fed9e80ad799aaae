import { LabVerdict } from './lab-verdict';
import { LibraryVerdict } from './library-verdict';

/** One thing that one side says of a manifest and the other does not. */
export interface Difference {
  readonly about: 'verdict' | 'errors' | 'warnings' | 'aspects';
  /** Who says it. */
  readonly side: 'library' | 'server';
  /** The type of error, or `warning`. */
  readonly type: string;
  readonly field: string;
  /** What is said, in the words of the side that says it. */
  readonly text: string;
}

const LATE_PREFIX = 'metadata.generateName';
const CLAIM_VOLUME = /^(spec\.template\.spec\.volumes)\[\d+\](?=\.(?:name|persistentVolumeClaim\.claimName)$)/;
const UNKNOWN_FIELD = /^unknown field "(.*)"$/;

/**
 * What the library and the server say differently of one manifest.
 *
 * Where the text is no object of its kind, the server says so of the first place and judges nothing else: the library has to find such a
 * place too, and what else it finds is not compared. Duplicate fields are not there any more in a manifest that was read. A server sends no
 * warnings with a refusal.
 */
export function verdictDifferences(library: LibraryVerdict, server: LabVerdict): Difference[] {
  const found: Difference[] = library.failed.map((text) => ({ about: 'errors', side: 'library', type: 'rule failed', field: '', text }));
  if (library.accepted !== server.accepted) {
    found.push({ about: 'verdict', side: library.accepted ? 'server' : 'library', type: 'refuses', field: '', text: '' });
  }
  if (server.decode !== undefined || library.undecodable.length > 0) {
    if (server.decode === undefined) {
      library.undecodable.forEach((field) => found.push({ about: 'errors', side: 'library', type: 'wrong type', field, text: '' }));
    } else if (library.undecodable.length === 0) {
      found.push({ about: 'errors', side: 'server', type: 'wrong type', field: '', text: server.decode });
    }
    return found;
  }
  const ours = new Map<string, Difference>();
  const theirs = new Map<string, Difference>();
  const note = (into: Map<string, Difference>, difference: Difference) => into.set(`${difference.type} ${difference.field}`, difference);
  for (const field of library.unknown) note(ours, { about: 'errors', side: 'library', type: 'unknown field', field, text: '' });
  for (const { type, field, ruleId } of comparable(library.errors, server)) {
    note(ours, { about: 'errors', side: 'library', type, field: settled(field, server), text: ruleId });
  }
  for (const text of server.strict) {
    const field = UNKNOWN_FIELD.exec(text)?.[1];
    if (field !== undefined) note(theirs, { about: 'errors', side: 'server', type: 'unknown field', field, text });
  }
  for (const { type, field, message } of server.errors) {
    note(theirs, { about: 'errors', side: 'server', type, field: settled(field, server), text: message });
  }
  found.push(...missing(ours, theirs), ...missing(theirs, ours));
  if (comparesWarnings(library, server)) {
    found.push(...warningsOnly(library.warnings, server.warnings, 'library'), ...warningsOnly(server.warnings, library.warnings, 'server'));
  }
  return found;
}

/** Whether the warnings of both sides can be compared: a server sends none with a refusal. */
export function comparesWarnings(library: LibraryVerdict, server: LabVerdict): boolean {
  return server.decode === undefined && server.errors.length === 0 && library.undecodable.length === 0 && library.errors.length === 0;
}

/** From 1.35 a server looks at the prefix of a ReplicationController's name only where it found nothing else. */
function comparable(errors: LibraryVerdict['errors'], server: LabVerdict): LibraryVerdict['errors'] {
  const isLate = server.kind === 'v1/ReplicationController' && server.errors.every(({ field }) => field !== LATE_PREFIX);
  return isLate && server.errors.length > 0 ? errors.filter(({ field }) => field !== LATE_PREFIX) : errors;
}

/** A StatefulSet's claims become volumes in an order that changes from run to run: their places are not compared. */
function settled(field: string, { kind }: LabVerdict): string {
  return kind === 'apps/v1/StatefulSet' ? field.replace(CLAIM_VOLUME, '$1[*]') : field;
}

function missing(said: ReadonlyMap<string, Difference>, other: ReadonlyMap<string, Difference>): Difference[] {
  return [...said].filter(([key]) => !other.has(key)).map(([, difference]) => difference);
}

function warningsOnly(said: readonly string[], other: readonly string[], side: Difference['side']): Difference[] {
  return [...new Set(said)]
    .filter((text) => !other.includes(text))
    .map((text) => ({ about: 'warnings', side, type: 'warning', field: fieldOf(text), text }));
}

/** Most warnings begin with their field. */
function fieldOf(warning: string): string {
  return /^([A-Za-z][\w.[\]-]*): /.exec(warning)?.[1] ?? '';
}
