import { resolve } from 'node:path';
import { IRule } from '../rules/own-rule';
import { ownRuleProblems } from '../validation/own-rule';
import { UsageError } from './command';
import { loadModule } from './load-built-in';

/**
 * Loads rules of one's own from JavaScript modules. A module exports one rule or a list of rules, as its default or under names.
 *
 * @throws UsageError with everything that is wrong with the modules and their rules
 */
export function readRuleFiles(files: readonly string[]): IRule[] {
  const rules: IRule[] = [];
  const problems: string[] = [];
  for (const file of files) {
    let exported: unknown;
    try {
      exported = loadModule().createRequire(resolve('pod-patterns'))(resolve(file));
    } catch (error) {
      problems.push(`the rules '${file}' cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
      continue;
    }
    const found = rulesIn(exported);
    if (found.length === 0) problems.push(`'${file}' exports no rule: export one, or a list of them`);
    rules.push(...(found as IRule[]));
  }
  problems.push(...ownRuleProblems(rules));
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return rules;
}

/** The rules among what a module exports: it may itself be one, a list of them, or hold them under names, `default` among them. */
function rulesIn(exported: unknown): unknown[] {
  if (Array.isArray(exported)) return exported;
  if (typeof exported !== 'object' || exported === null) return [];
  if (isRule(exported)) return [exported];
  return [...new Set(Object.values(exported).flatMap((value) => (Array.isArray(value) ? value : isRule(value) ? [value] : [])))];
}

function isRule(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'id' in value && 'judge' in value;
}
