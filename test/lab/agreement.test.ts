import { agreementShortfalls } from '../../lab/compare/agreement';
import { Figures, Tally } from '../../lab/compare/figures';

function ran(
  version: string,
  source: string,
  agreed: number,
): ReadonlyMap<string, { tallies: Map<string, Tally>; aspects: Figures['aspects'] }> {
  const tally = { compared: 100, agreed, skipped: 0, unanswered: 0, verdict: 100, errors: agreed, warnings: 0, withWarnings: 0 };
  return new Map([[version, { tallies: new Map([[source, tally]]), aspects: new Map() }]]);
}

test('a run that agrees as much as is accepted falls short in nothing', () => {
  expect(agreementShortfalls(ran('1.36', 'drawn', 97), { '1.36': { drawn: 0.97 } })).toEqual([]);
});

test('fails a run that agrees less', () => {
  expect(agreementShortfalls(ran('1.36', 'drawn', 96), { '1.36': { drawn: 0.97 } })).toEqual([
    '1.36, drawn: 96 of 100 agree, and at least 97 have to (0.97)',
  ]);
});

test('fails one disagreement where nothing less than all is accepted', () => {
  expect(agreementShortfalls(ran('1.36', 'examples', 99), { '1.36': { drawn: 0.97 } })).toHaveLength(1);
});
