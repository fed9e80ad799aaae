import { readFileSync, writeFileSync } from 'node:fs';
import { README, readmeExamples, withOutcomes } from './readme-blocks';
import { runExample } from './run-example';

/* `npm run docs:readme`: writes into the README what its examples synthesize, or the errors that they end in. */
const text = readFileSync(README, 'utf8');
writeFileSync(
  README,
  withOutcomes(
    text,
    readmeExamples(text).map(({ code }) => runExample(code)),
  ),
);
