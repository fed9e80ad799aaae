import { JsonObject, asString } from '../../src/manifest/json';
import { Difference } from './verdict-differences';

/** Differences of one form, over all manifests and versions. */
export interface Group {
  readonly key: string;
  readonly difference: Difference;
  /** The smallest manifest that shows it, so far. */
  readonly manifest: JsonObject;
  /** The versions that show it, with the number of manifests. */
  readonly versions: ReadonlyMap<string, number>;
}

/** What the differences of a run have in common. */
export class Groups {
  private readonly byKey = new Map<string, { difference: Difference; manifest: JsonObject; size: number; versions: Map<string, number> }>();

  /** Notes what was different at one manifest. */
  public add(manifest: JsonObject, version: string, differences: readonly Difference[]): void {
    const told = differences.filter(({ about }) => about !== 'verdict');
    const keys = new Map((told.length > 0 ? told : differences).map((difference) => [groupKey(difference, manifest), difference]));
    for (const [key, difference] of keys) this.addGroup({ key, difference, manifest, versions: new Map([[version, 1]]) });
  }

  /** Notes differences of one form that were found elsewhere. */
  public addGroup({ key, difference, manifest, versions }: Group): void {
    const size = JSON.stringify(manifest).length;
    const group = this.byKey.get(key);
    if (group === undefined) {
      this.byKey.set(key, { difference, manifest, size, versions: new Map(versions) });
      return;
    }
    for (const [version, count] of versions) group.versions.set(version, (group.versions.get(version) ?? 0) + count);
    if (size < group.size) Object.assign(group, { difference, manifest, size });
  }

  /** The groups, those of most manifests first. */
  public sorted(): Group[] {
    return [...this.byKey]
      .map(([key, { difference, manifest, versions }]) => ({ key, difference, manifest, versions }))
      .sort((left, right) => countOf(right) - countOf(left) || (left.key < right.key ? -1 : 1));
  }
}

/** In how many manifests of all versions a group was seen. */
export function countOf({ versions }: Pick<Group, 'versions'>): number {
  return [...versions.values()].reduce((sum, count) => sum + count, 0);
}

/** What differences must have in common to be of one form: all but the kind of workload, the container list, indices, names and values. */
export function groupKey({ side, type, field, text }: Difference, manifest: JsonObject): string {
  return `${side === 'server' ? 'only the server' : 'only the library'}: ${type} ${generalField(field, asString(manifest.kind) ?? '')}${generalText(text)}`.trimEnd();
}

function generalField(field: string, kind: string): string {
  return field
    .replace(/^(spec\.jobTemplate\.spec\.template|spec\.template|template)\.(?=spec|metadata)/, 'pod.')
    .replace(/^spec\b/, kind === 'Pod' ? 'pod.spec' : `${kind}.spec`)
    .replace(/\b(init|ephemeral)Containers\[/, 'containers[')
    .replace(/\[[^\]]*\]/g, '[]')
    .replace(/\b(labels|annotations|matchLabels|nodeSelector|limits|requests|data)\..+$/, '$1.*');
}

function generalText(text: string): string {
  const words = text
    .replace(/^(Invalid|Unsupported|Duplicate|Required|Not found|Too long|Too many)[^:]*: (.*?: )?/s, '')
    .replace(/^Unsupported value.*/s, '')
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/\b(?:spec|template|metadata)[.[][\w.[\]-]*/g, '<field>')
    .replace(/-?\d+/g, '0');
  return words === '' ? '' : `: ${words.length > 110 ? `${words.slice(0, 110)}…` : words}`;
}
