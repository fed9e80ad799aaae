import { addFigures, noFigures, noTally, totalOf } from '../../lab/compare/figures';

const tally = (compared: number, agreed: number) => ({ ...noTally(), compared, agreed, verdict: compared });

test('what the parts of a run found adds up', () => {
  const sum = noFigures();
  for (const agreed of [10, 9]) {
    addFigures(sum, {
      tallies: new Map([['drawn', tally(10, agreed)]]),
      aspects: new Map([['pod security', { compared: 5, agreed: agreed - 5 }]]),
      unanswered: [{ kind: `Pod${agreed}` }],
    });
  }
  expect(sum.tallies.get('drawn')).toEqual({ ...noTally(), compared: 20, agreed: 19, verdict: 20 });
  expect(sum.aspects.get('pod security')).toEqual({ compared: 10, agreed: 9 });
  expect(sum.unanswered).toEqual([{ kind: 'Pod10' }, { kind: 'Pod9' }]);
});

test('what one part found stays as it is', () => {
  const part = { tallies: new Map([['drawn', tally(10, 9)]]), aspects: new Map(), unanswered: [] };
  const sum = noFigures();
  addFigures(sum, part);
  addFigures(sum, part);
  expect(part.tallies.get('drawn')?.compared).toBe(10);
});

test('the total of all sources', () => {
  expect(totalOf([tally(10, 9), tally(3, 3)])).toEqual({ ...noTally(), compared: 13, agreed: 12, verdict: 13 });
  expect(totalOf([])).toEqual(noTally());
});
