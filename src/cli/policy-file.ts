import { JsonObject, isJsonObject } from '../manifest/json';
import { readManifests } from '../manifest/yaml-source';
import { IRule } from '../rules/own-rule';
import { KNOWN_RULES } from '../validation/known-rules';
import { readPolicy } from '../validation/read-policy';
import { ValidationPolicy } from '../validation/validation-policy';
import { UsageError } from './command';
import { readInput, reasonOf } from './input-files';

/**
 * Reads a policy from a file of YAML or JSON.
 *
 * @param ownRules the rules that it may name beside those of the library
 * @throws UsageError with everything that is wrong with the file, each with its place
 */
export function readPolicyFile(file: string, ownRules: readonly IRule[] = []): ValidationPolicy {
  let text: string;
  try {
    text = readInput(file, () => Buffer.alloc(0));
  } catch (error) {
    throw new UsageError(`the policy '${file}' cannot be read: ${reasonOf(error)}`);
  }
  const { manifests, problems } = readManifests(text);
  const lines = problems.map(({ position, message, fix }) => `${file}:${position.line}:${position.column}: ${message}. ${fix}`);
  if (manifests.length > 1) lines.push(`${file}: a policy is one document, and here are ${manifests.length}`);
  const source = manifests[0];
  const { policy, problems: wrong } = readPolicy(
    source && withWeights(source.manifest),
    [...KNOWN_RULES, ...ownRules].map(({ id }) => id),
  );
  for (const { fieldPath, message, allowed } of wrong) {
    const { line, column } = source.positionOf(fieldPath);
    lines.push(
      `${file}:${line}:${column}: ${fieldPath === '' ? '' : `${fieldPath}: `}${message}${allowed ? ` (allowed: ${allowed})` : ''}`,
    );
  }
  if (lines.length > 0) throw new UsageError(lines.join('\n'));
  return policy;
}

/** A policy in which a rule is `off` although its reader, as YAML 1.1 has it, takes an `off` without quotes for false. */
function withWeights(policy: JsonObject): JsonObject {
  if (!isJsonObject(policy.weights)) return policy;
  const weights = Object.entries(policy.weights).map(([id, weight]) => [id, weight === false ? 'off' : weight]);
  return { ...policy, weights: Object.fromEntries(weights) as JsonObject };
}
