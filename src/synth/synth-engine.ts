/* What runs at a synth and not before. */
export { makeManifest } from './made-manifest';
export { withManifestYaml } from './manifest-yaml';
export { printNotices } from './notices';
export { SynthSession } from './synth-session';
