import accepted from './accepted-agreement.json';
import { Figures } from './figures';

/** The least share of agreeing manifests that is accepted, by version and kind of manifests or aspect. */
export type AcceptedAgreement = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * Where a run agrees less than is accepted: a sentence for each version and kind of manifests. What `accepted-agreement.json` does not name has to
 * agree in everything. The file may only ask for more as time goes on.
 */
export function agreementShortfalls(
  versions: ReadonlyMap<string, Pick<Figures, 'tallies' | 'aspects'>>,
  least: AcceptedAgreement = accepted,
): string[] {
  return [...versions].flatMap(([version, { tallies, aspects }]) =>
    [...tallies, ...aspects].flatMap(([source, { agreed, compared }]) => {
      const share = least[version]?.[source] ?? 1;
      if (agreed >= compared * share) return [];
      return [`${version}, ${source}: ${agreed} of ${compared} agree, and at least ${Math.ceil(compared * share)} have to (${share})`];
    }),
  );
}
