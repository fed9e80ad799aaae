import { DependencyIntent } from '../manifest/intent';
import { StartCondition } from '../manifest/start-condition';

/**
 * A condition for the start of a container: another container of the pod has to have started, to be healthy, or to have completed.
 *
 * Use it where one container fails without the other: a migration without its database proxy, an application without its configuration.
 * Kubernetes has no such conditions, only ordered lists with rules of their own; the library computes the lists from the conditions and
 * refuses what no list can keep.
 */
export class Dependency {
  /**
   * The other container's startup probe has succeeded. It has to be a native sidecar with a startup probe, or with a readiness probe, which
   * then serves as its startup probe too.
   *
   * @param container the name of the other container
   * @throws if the name is empty
   */
  public static healthy(container: string): Dependency {
    return new Dependency(container, StartCondition.HEALTHY);
  }

  /**
   * The other container's process was started. That says nothing about whether it serves yet.
   *
   * @param container the name of the other container
   * @throws if the name is empty
   */
  public static started(container: string): Dependency {
    return new Dependency(container, StartCondition.STARTED);
  }

  /**
   * The other container has run to its end and succeeded. It has to be an init task.
   *
   * @param container the name of the other container
   * @throws if the name is empty
   */
  public static completed(container: string): Dependency {
    return new Dependency(container, StartCondition.COMPLETE);
  }

  /** The name of the container that has to come first. */
  public readonly container: string;
  /** How far it has to have come. */
  public readonly condition: StartCondition;

  private constructor(container: string, condition: StartCondition) {
    if (container === '') {
      throw new Error(`the name of the container of a dependency (${condition}) is empty: give the name of another container of the pod`);
    }
    this.container = container;
    this.condition = condition;
  }

  /** The dependency in words, for messages: `db-proxy HEALTHY`. */
  public toString(): string {
    return `${this.container} ${this.condition}`;
  }

  /** @internal */
  public _toIntent(): DependencyIntent {
    return { container: this.container, condition: this.condition };
  }
}
