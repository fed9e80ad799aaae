import { JsonObject } from '../manifest/json';

/**
 * What happens to a container that ends with certain exit codes, whatever its restart policy says.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restart-rules
 */
export class ContainerRestartRule {
  /** Restart the container when it ends with one of the codes. */
  public static restartOn(...exitCodes: number[]): ContainerRestartRule {
    return new ContainerRestartRule('Restart', 'In', exitCodes);
  }

  /** Restart the container when it ends with any other code than these. */
  public static restartUnless(...exitCodes: number[]): ContainerRestartRule {
    return new ContainerRestartRule('Restart', 'NotIn', exitCodes);
  }

  /** Restart all containers of the pod when this one ends with one of the codes. */
  public static restartPodOn(...exitCodes: number[]): ContainerRestartRule {
    return new ContainerRestartRule('RestartAllContainers', 'In', exitCodes);
  }

  private constructor(
    private readonly action: string,
    private readonly operator: string,
    private readonly exitCodes: number[],
  ) {
    const wrong = exitCodes.filter((code) => !Number.isInteger(code) || code < 0 || code > 255);
    if (exitCodes.length === 0 || wrong.length > 0) {
      throw new Error(`exit codes ${wrong.join(', ') || '(none)'} of a restart rule: give at least one whole number from 0 to 255`);
    }
  }

  /** @internal */
  public _toManifest(): JsonObject {
    return { action: this.action, exitCodes: { operator: this.operator, values: [...this.exitCodes] } };
  }
}
