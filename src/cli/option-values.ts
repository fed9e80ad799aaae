import { KubernetesVersion } from '../cluster/kubernetes-version';
import { nearestName } from '../manifest/nearest-name';
import { UsageError } from './command';

/**
 * The version that `--kubernetes-version` names, or the default.
 *
 * @throws UsageError if there is no such version
 */
export function versionOf(text: string | undefined): KubernetesVersion {
  try {
    return text === undefined ? KubernetesVersion.DEFAULT : KubernetesVersion.of(text);
  } catch (error) {
    throw new UsageError(`--kubernetes-version: ${(error as Error).message}`);
  }
}

/**
 * The value of an option that allows only some.
 *
 * @throws UsageError if it is none of them
 */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  const near = nearestName(value, allowed);
  throw new UsageError(
    `${option}: '${value}' is not allowed${near === undefined ? '' : `, did you mean '${near}'?`} (allowed: ${allowed.join(', ')})`,
  );
}
