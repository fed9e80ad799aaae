/**
 * What makes, judges and writes manifests, loaded at the first synth. A program that imports the library to construct, or to read its types,
 * does not wait for it; an `import` at the top of a file would make it.
 */
export function loadSynthEngine(): typeof import('./synth-engine') {
  return require('./synth-engine') as typeof import('./synth-engine');
}
