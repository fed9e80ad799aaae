import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ManifestPath } from '../assembly/pod-draft';
import { cronJobFields, daemonSetFields, deploymentFields, jobFields, podFields, statefulSetFields } from './unrequested-fields';

/** Makes the workload of one kind. */
interface WorkloadFactory {
  readonly kind: string;
  readonly props: kplus.AbstractPodProps;
  readonly create: (scope: Construct, id: string, main: kplus.ContainerProps, headlessService: () => kplus.Service) => kplus.AbstractPod;
  /** The fields of the workload that cdk8s-plus writes although the props do not ask for them. */
  readonly unrequested: (keepDefaults: boolean) => readonly ManifestPath[];
}

/**
 * The kind of workload that runs a pod, with cdk8s-plus's own props for it. Containers and volumes in those props are kept beside those of
 * the pattern.
 *
 * @example
 *
 * new SidecarPod(this, 'web', { workload: WorkloadType.deployment({ replicas: 3 }), main, sidecars });
 */
export class WorkloadType {
  /** A bare Pod: nobody starts it again when its node is gone. For experiments and tutorials. */
  public static pod(props: kplus.PodProps = {}): WorkloadType {
    return new WorkloadType({
      kind: 'Pod',
      props,
      create: (scope, id, main) => new kplus.Pod(scope, id, withMain(props, main)),
      unrequested: (keepDefaults) => podFields(props, keepDefaults),
    });
  }

  /** A Deployment: replicas that are alike and replaced step by step. */
  public static deployment(props: kplus.DeploymentProps = {}): WorkloadType {
    return new WorkloadType({
      kind: 'Deployment',
      props,
      create: (scope, id, main) => new kplus.Deployment(scope, id, withMain(props, main)),
      unrequested: (keepDefaults) => deploymentFields(props, keepDefaults),
    });
  }

  /** A StatefulSet: replicas with names and volumes of their own. The pattern makes its headless Service unless one is given. */
  public static statefulSet(props: kplus.StatefulSetProps = {}): WorkloadType {
    return new WorkloadType({
      kind: 'StatefulSet',
      props,
      create: (scope, id, main, headlessService) =>
        new kplus.StatefulSet(scope, id, { ...withMain(props, main), service: props.service ?? headlessService() }),
      unrequested: (keepDefaults) => statefulSetFields(props, keepDefaults),
    });
  }

  /** A DaemonSet: one pod on each node. */
  public static daemonSet(props: kplus.DaemonSetProps = {}): WorkloadType {
    return new WorkloadType({
      kind: 'DaemonSet',
      props,
      create: (scope, id, main) => new kplus.DaemonSet(scope, id, withMain(props, main)),
      unrequested: (keepDefaults) => daemonSetFields(props, keepDefaults),
    });
  }

  /** A Job: a pod that runs to its end. Native sidecars end when main has ended. */
  public static job(props: kplus.JobProps = {}): WorkloadType {
    return new WorkloadType({
      kind: 'Job',
      props,
      create: (scope, id, main) => new kplus.Job(scope, id, withMain(props, main)),
      unrequested: (keepDefaults) => jobFields(props, keepDefaults),
    });
  }

  /** A CronJob: a Job at certain times. */
  public static cronJob(props: kplus.CronJobProps): WorkloadType {
    return new WorkloadType({
      kind: 'CronJob',
      props,
      create: (scope, id, main) => new kplus.CronJob(scope, id, withMain(props, main)),
      unrequested: (keepDefaults) => cronJobFields(props, keepDefaults),
    });
  }

  /** The kind as manifests write it: `Deployment`. */
  public readonly kind: string;
  private readonly factory: WorkloadFactory;

  private constructor(factory: WorkloadFactory) {
    this.kind = factory.kind;
    this.factory = factory;
  }

  /** @internal */
  public get _factory(): WorkloadFactory {
    return this.factory;
  }
}

/** The props of a workload with main before the containers that they name themselves. */
function withMain<Props extends kplus.AbstractPodProps>(props: Props, main: kplus.ContainerProps): Props {
  return { ...props, containers: [main, ...(props.containers ?? [])] };
}
