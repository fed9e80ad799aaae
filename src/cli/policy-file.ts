import { JsonObject, isJsonObject } from '../manifest/json';
import { readManifests } from '../manifest/yaml-source';
import { ValidationPolicy, readPolicy } from '../validation/validation-policy';
import { UsageError } from './command';
import { readInput, reasonOf } from './input-files';
import { knownRules } from './known-rules';

/**
 * Reads a policy from a file of YAML or JSON.
 *
 * @throws UsageError with everything that is wrong with the file, each with its place
 */
export function readPolicyFile(file: string): ValidationPolicy {
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
    knownRules().map(({ id }) => id),
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
  if (!isJsonObject(policy.rules)) return policy;
  const weights = Object.entries(policy.rules).map(([id, weight]) => [id, weight === false ? 'off' : weight]);
  return { ...policy, rules: Object.fromEntries(weights) as JsonObject };
}
