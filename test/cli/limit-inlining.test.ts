import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';

const MODULE = join(__dirname, '..', '..', 'src', 'cli', 'limit-inlining.ts');
/** Prints what V8 holds against code that was kept: as it is, with the limit, and when whoever listened first is told of the end. */
const PROGRAM = `
const { cachedDataVersionTag } = require('node:v8');
const tags = [cachedDataVersionTag()];
process.once('exit', () => console.log(JSON.stringify([...tags, cachedDataVersionTag()])));
require(${JSON.stringify(MODULE)}).limitInlining();
tags.push(cachedDataVersionTag());
`;

test('what is compiled under the limit is kept as if there were none', () => {
  const output = execFileSync(process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', PROGRAM], {
    encoding: 'utf8',
    env: { ...process.env, TS_NODE_PROJECT: join(__dirname, '..', '..', 'tsconfig.dev.json') },
  });
  const [usual, limited, atEnd] = JSON.parse(output) as number[];
  expect(limited).not.toBe(usual);
  expect(atEnd).toBe(usual);
  expect(usual).toBe(cachedDataVersionTag());
});
