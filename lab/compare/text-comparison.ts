import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { readManifests } from '../../src/manifest/yaml-source';
import { judge } from '../../src/validation/judge';
import { LabJudge, LabVerdict } from './lab-verdict';
import { SPEAKING_RULES, libraryVerdict, verdictOf } from './library-verdict';
import { looksForDuplicates, textWithDuplicate } from './texts';
import { Difference, verdictDifferences } from './verdict-differences';

/** The manifests of one List. */
const LIST_LENGTH = 4;
const DUPLICATE = /^duplicate field "(.*)"$/;

/** What differs at one manifest. */
export type TextOutcome = readonly [manifest: JsonObject, differences: readonly Difference[]];

/** Compares texts in which a key is written twice. The last one wins, on both sides. */
export async function compareDuplicates(
  manifests: readonly JsonObject[],
  version: KubernetesVersion,
  lab: LabJudge,
): Promise<TextOutcome[]> {
  const texts = manifests.flatMap((manifest, index) => {
    const text = textWithDuplicate(manifest, index * 7919 + JSON.stringify(manifest).length);
    return text === undefined ? [] : [{ manifest, text }];
  });
  const answers = await lab.judge(texts.map(({ text }) => text));
  return texts.flatMap(({ manifest, text }, index): TextOutcome[] => {
    const server = answers[index];
    if (!isVerdict(server) || server.decode !== undefined) return [];
    const { problems, manifests: read } = readManifests(text);
    const verdict = libraryVerdict(read[0]?.manifest ?? {}, version);
    const isDuplicate = ({ ruleId }: (typeof problems)[number]) => ruleId === 'schema/duplicate-field';
    const comparable = problems.filter((problem) => !isDuplicate(problem) || looksForDuplicates(problem.fieldPath, verdict.unknown));
    const ours = comparable.filter(isDuplicate).map(({ fieldPath }) => fieldPath);
    const theirs = server.strict.flatMap((said) => DUPLICATE.exec(said)?.slice(1) ?? []);
    return [
      [
        manifest,
        [
          ...only(ours, theirs, 'library'),
          ...only(theirs, ours, 'server'),
          ...verdictDifferences({ ...verdict, accepted: verdict.accepted && comparable.length === 0 }, server),
        ],
      ],
    ];
  });
}

/** Compares Lists: what the library says of each item with what the server says of the item alone. */
export async function compareLists(manifests: readonly JsonObject[], version: KubernetesVersion, lab: LabJudge): Promise<TextOutcome[]> {
  const answers = await lab.judge(manifests);
  const outcomes: TextOutcome[] = [];
  for (let from = 0; from < manifests.length; from += LIST_LENGTH) {
    const items = manifests.slice(from, from + LIST_LENGTH);
    const findings = judge([{ manifest: { apiVersion: 'v1', kind: 'List', items } }], { version, rules: SPEAKING_RULES });
    items.forEach((manifest, index) => {
      const server = answers[from + index];
      if (!isVerdict(server)) return;
      const library = verdictOf(findings.filter(({ subject }) => subject.listPath === `items[${index}]`));
      outcomes.push([manifest, verdictDifferences(library, server)]);
    });
  }
  return outcomes;
}

function isVerdict({ unanswered, unsupported, panic, badLine }: LabVerdict): boolean {
  return [unanswered, unsupported, panic, badLine].every((absent) => absent === undefined);
}

function only(fields: readonly string[], others: readonly string[], side: Difference['side']): Difference[] {
  return fields.filter((field) => !others.includes(field)).map((field) => ({ about: 'aspects', side, type: 'duplicate', field, text: '' }));
}
