import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompileCache } from '../../src/cli/compile-cache';

const CONTENT = "exports.name = 'web'; exports.path = require('node:path').join(__dirname, 'x'); exports.asked = () => 1;";
let folder: string;
let kept: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compile-cache-test-'));
  kept = join(folder, 'kept');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cacheIn = (place?: string) => new CompileCache(place, require);

/** What a bundle exports that a cache has loaded. */
function load(cache: CompileCache, content = CONTENT, name = 'command-AB12CD34.js'): Record<string, unknown> {
  writeFileSync(join(folder, name), content);
  return cache.load(join(folder, name)) as Record<string, unknown>;
}

test('a bundle runs as ever, and what was made of it is kept for the next run', () => {
  const first = cacheIn(kept);
  expect(load(first)).toMatchObject({ name: 'web', path: join(folder, 'x') });
  expect(existsSync(kept)).toBe(false);
  first.save();
  expect(readdirSync(kept)).toEqual(['command-AB12CD34.js.compiled']);
  const second = cacheIn(kept);
  expect(load(second)).toMatchObject({ name: 'web', path: join(folder, 'x') });
  rmSync(kept, { recursive: true });
  // It has nothing new to keep.
  second.save();
  expect(existsSync(kept)).toBe(false);
});

test('without a place nothing is kept', () => {
  const cache = cacheIn();
  expect(load(cache)).toMatchObject({ name: 'web' });
  cache.save();
  expect(readdirSync(folder)).toEqual(['command-AB12CD34.js']);
});

test('functions that were called are kept with what was loaded', () => {
  const long = `exports.sum = () => { ${Array.from({ length: 200 }, (_, index) => `let x${index} = ${index};`).join(' ')} return x199; };`;
  const [uncalled, called] = ['uncalled', 'called'].map((name) => {
    const cache = cacheIn(join(folder, name));
    const bundle = load(cache, `${long}/* ${name} */`, `command-${name}.js`);
    if (name === 'called') expect((bundle.sum as () => number)()).toBe(199);
    cache.save();
    return statSync(join(folder, name, `command-${name}.js.compiled`)).size;
  });
  expect(called).toBeGreaterThan(uncalled + 500);
});

test('what is kept and does not fit is passed over', () => {
  mkdirSync(kept);
  const place = join(kept, 'command-AB12CD34.js.compiled');
  writeFileSync(place, 'no code');
  const cache = cacheIn(kept);
  // V8 looks at what is kept of a source only if it has not seen that source in this process.
  expect(load(cache, `${CONTENT} exports.name = 'first';`).name).toBe('first');
  cache.save();
  expect(statSync(place).size).toBeGreaterThan(100);
  expect(load(cacheIn(kept), `${CONTENT} exports.name = 'another';`).name).toBe('another');
});

test('fails to keep anything where nobody may write, without a word', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  chmodSync(file, 0o400);
  const cache = cacheIn(join(file, 'below'));
  load(cache);
  expect(() => cache.save()).not.toThrow();
});
