import { ContainerKind } from './container-kind';
import { aggregated, podLevelRequests } from './effective-resources';
import { JsonObject, asObject, isJsonObject } from './json';
import { PodContainer } from './pod-container';
import { ResourceAmounts, amountsOf } from './resource-amounts';

const COMPUTE = ['cpu', 'memory'];

/**
 * The quality of service class that Kubernetes gives a pod: by the requests and limits of cpu and memory of ALL its containers, init
 * containers included, or by the pod's own where it has them.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
 */
export function qosClassOf(spec: JsonObject, containers: readonly PodContainer[]): string {
  const own = spec.resources;
  const sets = isJsonObject(own)
    ? [
        {
          requests: podLevelRequests(
            own,
            aggregated(containers, ({ requests }) => requests),
          ),
          limits: amountsOf(asObject(own.limits)),
        },
      ]
    : containers.filter(({ kind }) => kind !== ContainerKind.EPHEMERAL).map(({ requests, limits }) => ({ requests, limits }));
  const asksForAny = sets.some(({ requests, limits }) => COMPUTE.some((name) => asksFor(requests, name) || asksFor(limits, name)));
  if (!asksForAny) return 'BestEffort';
  const guaranteed = sets.every(({ requests, limits }) =>
    COMPUTE.every((name) => asksFor(limits, name) && asksFor(requests, name) && requests[name].compareTo(limits[name]) === 0),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}

function asksFor(amounts: ResourceAmounts, name: string): boolean {
  return Object.hasOwn(amounts, name) && !amounts[name].isZero;
}
