/* What judges manifests at a synth, and is not loaded before. */
export { judge } from '../validation/judge';
export { problemsOfPolicy } from '../validation/policy-problems';
