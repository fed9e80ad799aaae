import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { ASPECTS, ASPECT_OPTIONS } from './aspects';
import { Comparison } from './comparison';
import { Figures, Tally, totalOf } from './figures';
import { Group, Groups, countOf } from './groups';
import { LabJudge } from './lab-verdict';

/** What was found, by version. */
type Found = ReadonlyMap<string, Figures>;

/** The figures of a run as a table, a line for each version. */
export function tallyTable(found: Found): string {
  const lines = [...found].map(([version, { tallies }]) => {
    const { compared, agreed, verdict, errors, withWarnings, warnings, skipped, unanswered } = totalOf(tallies.values());
    return [
      version,
      compared,
      `${agreed} (${percent(agreed, compared)})`,
      compared - agreed,
      compared - verdict,
      compared - errors,
      `${withWarnings - warnings} of ${withWarnings}`,
      skipped + unanswered,
    ];
  });
  return table(['version', 'compared', 'agreed', 'disagreed', 'in the verdict', 'in the errors', 'in the warnings', 'no verdict'], lines);
}

/** How many manifests of each source agreed in everything as a table, a line for each version. */
export function sourceTable(found: Found): string {
  const sources = [...new Set([...found.values()].flatMap(({ tallies }) => [...tallies.keys()]))];
  const cell = (tally: Tally | undefined) => (tally === undefined ? '–' : `${tally.agreed} of ${tally.compared}`);
  return table(
    ['version', ...sources],
    [...found].map(([version, { tallies }]) => [version, ...sources.map((source) => cell(tallies.get(source)))]),
  );
}

/** What was compared beside the verdicts as a table, a line for each version. */
export function aspectTable(found: Found): string {
  const lines = [...found].map(([version, { aspects }]) => [
    version,
    ...ASPECTS.map((aspect) => {
      const { agreed, compared } = aspects.get(aspect) ?? { agreed: 0, compared: 0 };
      return `${agreed} of ${compared} (${percent(agreed, compared)})`;
    }),
  ]);
  return table(['version', ...ASPECTS], lines);
}

function table(head: readonly string[], lines: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The manifests to which the lab gave no answer in time, a line for each; empty if it answered all. */
export function unansweredText(found: Found): string {
  return [...found]
    .flatMap(([version, { unanswered }]) =>
      unanswered.map((manifest) => `${version}: the lab did not answer in time on ${shortened(JSON.stringify(manifest))}\n`),
    )
    .join('');
}

/** The first groups of differences, each with the smallest manifest that shows it. */
export async function groupsText(groups: Groups, most: number): Promise<string> {
  const texts: string[] = [];
  const sorted = groups.sorted();
  for (const group of sorted.slice(0, most)) texts.push(await groupText(group));
  if (sorted.length > most) texts.push(`and ${sorted.length - most} forms more`);
  return texts.join('\n\n');
}

async function groupText({ key, difference, manifest, versions }: Group): Promise<string> {
  const { field, text } = difference;
  const newest = [...versions.keys()].pop()!;
  return [
    `### ${countOf({ versions })} × ${key}`,
    `versions ${[...versions].map(([name, count]) => `${name} (${count})`).join(', ')}; for instance at ${field || '(no field)'}: ${shortened(text)}`,
    `    ${JSON.stringify(await shrunk(manifest, key, newest))}`,
  ].join('\n');
}

async function shrunk(manifest: JsonObject, key: string, version: string): Promise<JsonObject> {
  const lab = new LabJudge(KubernetesVersion.of(version), ASPECT_OPTIONS);
  try {
    return await new Comparison(lab).shrinkTo(manifest, key);
  } finally {
    lab.close();
  }
}

/** Cut, not rounded: all but one of many is not 100 %. */
function percent(count: number, all: number): string {
  if (all === 0) return '–';
  return `${(Math.floor((count / all) * 10_000) / 100).toFixed(2)} %`;
}

/** A text that can be read: without endless repetitions, and not longer than three lines. */
function shortened(text: string): string {
  return text.replace(/(.)\1{30,}/g, (all, letter: string) => `${letter}…(${all.length} times)`).slice(0, 300);
}
