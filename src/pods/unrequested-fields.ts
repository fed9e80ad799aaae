import * as kplus from 'cdk8s-plus-28';
import { ManifestPath } from '../assembly/pod-draft';
import { WORKLOAD_KINDS } from '../manifest/workload-kind';

/*
 * cdk8s-plus writes a dozen fields that nobody asked for. These functions name them by what was given, not by value: a user who asks for
 * what happens to be the default keeps it. What equals the API server's own default goes always, so that manifests are small; what changes
 * how the workload runs (`keepDefaults`) goes only when the defaults of cdk8s-plus are switched off.
 */

/** The fields of a bare Pod. */
export function podFields(props: kplus.PodProps, _keepDefaults: boolean): ManifestPath[] {
  return [...podSpecFields(props, 'Pod'), ...unlessGiven(props.restartPolicy, inSpec('Pod', 'restartPolicy'))];
}

/** The fields of a Deployment. */
export function deploymentFields(props: kplus.DeploymentProps, keepDefaults: boolean): ManifestPath[] {
  return [
    ...podSpecFields(props, 'Deployment'),
    ...unlessGiven(props.restartPolicy, inSpec('Deployment', 'restartPolicy')),
    ...unlessGiven(props.minReady, ['spec', 'minReadySeconds']),
    ...unlessGiven(props.progressDeadline, ['spec', 'progressDeadlineSeconds']),
    ...unlessGiven(props.strategy, ['spec', 'strategy']),
    ...(keepDefaults ? [] : unlessGiven(props.replicas, ['spec', 'replicas'])),
  ];
}

/** The fields of a StatefulSet. */
export function statefulSetFields(props: kplus.StatefulSetProps, _keepDefaults: boolean): ManifestPath[] {
  return [
    ...podSpecFields(props, 'StatefulSet'),
    ...unlessGiven(props.restartPolicy, inSpec('StatefulSet', 'restartPolicy')),
    ...unlessGiven(props.minReady, ['spec', 'minReadySeconds']),
    ...unlessGiven(props.podManagementPolicy, ['spec', 'podManagementPolicy']),
    ...unlessGiven(props.strategy, ['spec', 'updateStrategy']),
    ...unlessGiven(props.replicas, ['spec', 'replicas']),
  ];
}

/** The fields of a DaemonSet. */
export function daemonSetFields(props: kplus.DaemonSetProps, _keepDefaults: boolean): ManifestPath[] {
  return [
    ...podSpecFields(props, 'DaemonSet'),
    ...unlessGiven(props.restartPolicy, inSpec('DaemonSet', 'restartPolicy')),
    ...unlessGiven(props.minReadySeconds, ['spec', 'minReadySeconds']),
  ];
}

/** The fields of a Job. Its restart policy stays, because the API server wants one. */
export function jobFields(props: kplus.JobProps, _keepDefaults: boolean): ManifestPath[] {
  return podSpecFields(props, 'Job');
}

/** The fields of a CronJob. Its restart policy stays, because the API server wants one. */
export function cronJobFields(props: kplus.CronJobProps, keepDefaults: boolean): ManifestPath[] {
  return [
    ...podSpecFields(props, 'CronJob'),
    ...unlessGiven(props.suspend, ['spec', 'suspend']),
    ...unlessGiven(props.successfulJobsRetained, ['spec', 'successfulJobsHistoryLimit']),
    ...unlessGiven(props.failedJobsRetained, ['spec', 'failedJobsHistoryLimit']),
    // A deadline of ten seconds skips a run whenever the controller is busy for as long; without one a late run is made up for.
    ...unlessGiven(props.startingDeadline, ['spec', 'startingDeadlineSeconds']),
    ...(keepDefaults ? [] : unlessGiven(props.concurrencyPolicy, ['spec', 'concurrencyPolicy'])),
  ];
}

/** The fields of the pod's `spec`, the same for every kind. The library's own defaults set some of them again. */
function podSpecFields(props: kplus.AbstractPodProps, kind: string): ManifestPath[] {
  return [
    ...unlessGiven(props.automountServiceAccountToken, inSpec(kind, 'automountServiceAccountToken')),
    ...unlessGiven(props.dns?.policy, inSpec(kind, 'dnsPolicy')),
    ...unlessGiven(props.dns?.hostnameAsFQDN, inSpec(kind, 'setHostnameAsFQDN')),
    ...unlessGiven(props.hostNetwork, inSpec(kind, 'hostNetwork')),
    ...unlessGiven(props.terminationGracePeriod, inSpec(kind, 'terminationGracePeriodSeconds')),
    ...unlessGiven(props.securityContext?.fsGroupChangePolicy, inSpec(kind, 'securityContext', 'fsGroupChangePolicy')),
    ...unlessGiven(props.securityContext?.ensureNonRoot, inSpec(kind, 'securityContext', 'runAsNonRoot')),
  ];
}

/** The path of a field of the pod's `spec` in a manifest of a kind. */
export function inSpec(kind: string, ...path: (string | number)[]): ManifestPath {
  return [...WORKLOAD_KINDS[kind].templatePath, 'spec', ...path];
}

function unlessGiven(prop: unknown, path: ManifestPath): ManifestPath[] {
  return prop === undefined ? [path] : [];
}
