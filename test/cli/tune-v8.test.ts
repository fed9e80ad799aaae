import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const MODULE = join(__dirname, '..', '..', 'src', 'cli', 'tune-v8.ts');
/** Prints what V8 holds against code that was kept: as it is, with the flags of a check, and when whoever listened first is told of the end. */
const PROGRAM = `
const { cachedDataVersionTag } = require('node:v8');
const tags = [cachedDataVersionTag()];
process.once('exit', () => console.log(JSON.stringify([...tags, cachedDataVersionTag()])));
require(${JSON.stringify(MODULE)}).tuneV8();
tags.push(cachedDataVersionTag());
`;

test('what is compiled under other flags is kept as if they were the usual ones', () => {
  const output = execFileSync(process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', PROGRAM], {
    encoding: 'utf8',
    env: { ...process.env, TS_NODE_PROJECT: join(__dirname, '..', '..', 'tsconfig.dev.json') },
  });
  const [usual, tuned, atEnd] = JSON.parse(output) as number[];
  expect(tuned).not.toBe(usual);
  expect(atEnd).toBe(usual);
});
