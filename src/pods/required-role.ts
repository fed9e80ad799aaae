import { ApiObject } from 'cdk8s';
import { PodAssembly } from '../synth/pod-assembly';
import { PatternPod } from './pattern-pod';

/**
 * Makes a pattern without the role that it is named for an error of the synth, together with every other error of the app.
 *
 * @param prop the prop that brings the role
 */
export function requireRole(pattern: PatternPod, count: number, prop: string): void {
  if (count > 0) return;
  const name = pattern.constructor.name;
  PodAssembly.of(ApiObject.of(pattern.workload)).report({
    ruleId: 'contract/required-role',
    fieldPath: '',
    message: `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name} has no ${prop}`,
    allowed: `at least one in ${prop}`,
    fix: `Give the ${name} its ${prop}, or use a PatternPod, which takes any roles.`,
  });
}
