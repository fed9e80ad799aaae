import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompileCache } from '../../src/cli/compile-cache';

const FILE = '/lib/bundle/shared-AB12CD34.js';
const CONTENT = "exports.name = 'web'; exports.path = require('node:path').join(__dirname, 'x'); exports.asked = () => 1;";
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compile-cache-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a module exports that a cache has run. */
function run(cache: CompileCache, content = CONTENT): Record<string, unknown> {
  const module = { exports: {} } as NodeModule;
  cache.run(module, content, FILE);
  return module.exports as Record<string, unknown>;
}

test('a module runs as ever, and what was made of it is kept for the next run', () => {
  const kept = join(folder, 'kept');
  const first = new CompileCache(kept);
  expect(run(first)).toMatchObject({ name: 'web', path: '/lib/bundle/x' });
  expect(existsSync(kept)).toBe(false);
  first.save();
  expect(readdirSync(kept)).toEqual(['shared-AB12CD34.js.compiled']);
  const second = new CompileCache(kept);
  expect(run(second)).toMatchObject({ name: 'web', path: '/lib/bundle/x' });
  rmSync(kept, { recursive: true });
  // It has nothing new to keep.
  second.save();
  expect(existsSync(kept)).toBe(false);
});

test('what is kept and does not fit is passed over', () => {
  const place = join(folder, 'shared-AB12CD34.js.compiled');
  writeFileSync(place, 'no code');
  const cache = new CompileCache(folder);
  // V8 looks at what is kept of a source only if it has not seen that source in this process.
  expect(run(cache, `${CONTENT} exports.name = 'first';`).name).toBe('first');
  cache.save();
  expect(statSync(place).size).toBeGreaterThan(100);
  expect(run(new CompileCache(folder), `${CONTENT} exports.name = 'another';`).name).toBe('another');
});

test('only bundles whose names say what is in them come from the cache', () => {
  const cache = new CompileCache(folder);
  cache.install();
  const compile = (filename: string) => {
    const module = new Module(filename);
    (module as unknown as { _compile(content: string, filename: string): void })._compile(CONTENT, filename);
    return (module.exports as Record<string, unknown>).name;
  };
  expect(compile(FILE)).toBe('web');
  expect(compile('/lib/bundle/main.js')).toBe('web');
  cache.save();
  expect(readdirSync(folder)).toEqual(['shared-AB12CD34.js.compiled']);
});

test('fails to keep anything where nobody may write, without a word', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  chmodSync(file, 0o400);
  const cache = new CompileCache(join(file, 'below'));
  run(cache);
  expect(() => cache.save()).not.toThrow();
});
