/**
 * The engine with all of its rules, loaded at the first synth. A program that imports the library to construct, or to read its types, does not
 * wait for a hundred rules; an `import` at the top of a file would make it.
 */
export function loadJudge(): typeof import('./judge-engine') {
  return require('./judge-engine') as typeof import('./judge-engine');
}
