import { Construct } from 'constructs';

/**
 * Makes a pattern without the role that it is named for an error of the synth, together with every other error of the app.
 *
 * @param prop the prop that brings the role
 */
export function requireRole(pattern: Construct, count: number, prop: string): void {
  if (count > 0) return;
  const name = pattern.constructor.name;
  pattern.node.addValidation({
    validate: () => [
      `a ${name} without ${prop}\n` +
        `    value: ${prop === 'guard' ? 'undefined' : '[]'}\n` +
        `    allowed: at least one of ${prop}\n` +
        `    fix: give the ${name} its ${prop}, or use a PatternPod, which takes any roles\n` +
        '    rule: contract/required-role',
    ],
  });
}
