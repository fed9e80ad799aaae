import { ASPECTS } from './aspects';
import { Comparison, Tally } from './comparison';
import { Group, Groups, countOf } from './groups';

/** The figures of a run as a table, a line for each version and source of manifests. */
export function tallyTable(comparisons: ReadonlyMap<string, Comparison>): string {
  const head = '| version | manifests | compared | verdict agrees | errors agree | warnings agree | all agree | disagreed | no verdict |';
  const lines = [...comparisons].flatMap(([version, { tallies }]) =>
    [...tallies].map(([source, tally]) => `| ${version} | ${source} | ${tallyCells(tally)} |`),
  );
  return [head, `|${'---|'.repeat(9)}`, ...lines].join('\n');
}

function tallyCells({ compared, verdict, errors, warnings, withWarnings, agreed, skipped, unanswered }: Tally): string {
  const share = (count: number, all = compared) => `${count}${all === compared ? '' : ` of ${all}`} (${percent(count, all)})`;
  return [
    compared,
    share(verdict),
    share(errors),
    share(warnings, withWarnings),
    share(agreed),
    compared - agreed,
    skipped + unanswered,
  ].join(' | ');
}

/** What was compared beside the verdicts as a table, a line for each version. */
export function aspectTable(comparisons: ReadonlyMap<string, Comparison>): string {
  const lines = [...comparisons].map(([version, { aspects }]) => {
    const cells = ASPECTS.map((aspect) => {
      const { agreed, compared } = aspects.get(aspect) ?? { agreed: 0, compared: 0 };
      return `${agreed} of ${compared} (${percent(agreed, compared)})`;
    });
    return `| ${version} | ${cells.join(' | ')} |`;
  });
  return [`| version | ${ASPECTS.join(' | ')} |`, `|${'---|'.repeat(1 + ASPECTS.length)}`, ...lines].join('\n');
}

/** The manifests to which the lab gave no answer in time, a line for each; empty if it answered all. */
export function unansweredText(comparisons: ReadonlyMap<string, Comparison>): string {
  return [...comparisons]
    .flatMap(([version, { unanswered }]) =>
      unanswered.map((manifest) => `${version}: the lab did not answer in time on ${shortened(JSON.stringify(manifest))}\n`),
    )
    .join('');
}

/** The first groups of differences, each with the smallest manifest that shows it. */
export async function groupsText(groups: Groups, comparisons: ReadonlyMap<string, Comparison>, most: number): Promise<string> {
  const texts: string[] = [];
  const sorted = groups.sorted();
  for (const group of sorted.slice(0, most)) texts.push(await groupText(group, comparisons));
  if (sorted.length > most) texts.push(`and ${sorted.length - most} forms more`);
  return texts.join('\n\n');
}

async function groupText(group: Group, comparisons: ReadonlyMap<string, Comparison>): Promise<string> {
  const versions = [...group.versions.keys()];
  const version = versions[versions.length - 1];
  const manifest = (await comparisons.get(version)?.shrinkTo(group.manifest, group.key)) ?? group.manifest;
  const { field, text } = group.difference;
  return [
    `### ${countOf(group)} × ${group.key}`,
    `versions ${[...group.versions].map(([name, count]) => `${name} (${count})`).join(', ')}; for instance at ${field || '(no field)'}: ${shortened(text)}`,
    `    ${JSON.stringify(manifest)}`,
  ].join('\n');
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
