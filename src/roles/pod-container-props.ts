import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Dependency } from '../lifecycle/dependency';
import { HealthProbe } from '../lifecycle/health-probe';
import { LifecycleHandler } from '../lifecycle/lifecycle-handler';
import { Endpoint } from '../network/endpoint';
import { VolumeUse } from '../volumes/volume-use';
import { ContainerRestartRule } from './container-restart-rule';

/**
 * A container of a pod: everything that cdk8s-plus says of a container, and what only a pod of several containers has to say.
 *
 * Fields of cdk8s-plus keep their meaning, but for their defaults: a container without `resources` gets small ones, and an image's pull
 * policy follows its tag, as the API server has it.
 */
export interface PodContainerProps extends kplus.ContainerProps {
  /**
   * Where the container listens. An endpoint on the pod's address becomes a container port; one on loopback is for the pod's other
   * containers and is not advertised.
   *
   * @default - none beside `ports` and `portNumber`
   */
  readonly endpoints?: Endpoint[];

  /**
   * The volumes that the container shares with others, and whether it writes or reads them: `logs.writtenAt('/var/log/app')`.
   *
   * @default - none
   */
  readonly shares?: VolumeUse[];

  /**
   * What must have happened before the container may start: `Dependency.healthy('db-proxy')`.
   *
   * @default - what the container's role implies
   */
  readonly dependsOn?: Dependency[];

  /**
   * How long the container needs after SIGTERM to finish its work. The pod's grace period is made long enough for all of its containers.
   *
   * @default - unknown; the pod's grace period is not computed from this container
   */
  readonly drain?: Duration;

  /**
   * Directories that the container's image writes to, such as `/tmp` or `/var/cache/nginx`. Where the root file system is read-only, each
   * becomes a small emptyDir, unless a volume is mounted there.
   *
   * @default - none
   */
  readonly writesTo?: string[];

  /**
   * The probe that says when the container has started. Others that depend on its health wait for it.
   *
   * @default - `startup` of cdk8s-plus
   */
  readonly startupProbe?: HealthProbe;

  /**
   * The probe that says when the container may get traffic.
   *
   * @default - `readiness` of cdk8s-plus
   */
  readonly readinessProbe?: HealthProbe;

  /**
   * The probe that says when the container must be restarted.
   *
   * @default - `liveness` of cdk8s-plus
   */
  readonly livenessProbe?: HealthProbe;

  /**
   * What is done right after the container was started, before it counts as started.
   *
   * @default - `lifecycle.postStart` of cdk8s-plus
   */
  readonly postStart?: LifecycleHandler;

  /**
   * What is done before the container gets its stop signal.
   *
   * @default - `lifecycle.preStop` of cdk8s-plus
   */
  readonly preStop?: LifecycleHandler;

  /**
   * The signal that asks the container to stop, such as `SIGQUIT`. The API server wants `osName` of the pod with it.
   *
   * @default - the one of the image, else SIGTERM
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-stop-signals
   */
  readonly stopSignal?: string;

  /**
   * When the container is restarted although its restart policy would leave it, or the reverse: by exit code.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restart-rules
   */
  readonly restartRules?: ContainerRestartRule[];

  /**
   * Whether the container calls the API server with the token of the pod's service account. The token is mounted when one container of the
   * pod needs it.
   *
   * @default false
   */
  readonly serviceAccountToken?: boolean;
}
