import { SizeRoundingBehavior } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { ContainerAdditions } from '../assembly/pod-additions';
import { JsonValue, withoutUndefined } from '../manifest/json';
import { beyondCdk8sPlus, unrequestedFields } from '../roles/container-additions';
import { PodContainerProps } from '../roles/pod-container-props';
import { containerPort, withoutClashes } from './container-port';

/** Main as cdk8s-plus makes it: what it can say without throwing. */
export function mainProps(main: PodContainerProps, name: string): kplus.ContainerProps {
  return {
    ...main,
    name,
    ports: portsOf(main).said,
    // What cdk8s-plus keeps and changes later must not be the caller's own.
    envVariables: { ...main.envVariables },
    volumeMounts: [...(main.volumeMounts ?? [])],
    resources: areSayable(main.resources) ? (main.resources ?? {}) : {},
  };
}

/** What is added to main once cdk8s-plus has made it. It is worked out at synth and not kept: an app has many pods. */
export function mainAdditions(main: PodContainerProps): ContainerAdditions {
  const beyond = beyondCdk8sPlus(main);
  const { unsaid } = portsOf(main);
  return { ...beyond, manifest: { ...beyond.manifest, ports: unsaid.length > 0 ? unsaid.map(toContainerPort) : undefined } };
}

/** The paths in main's manifest that are taken out again. */
export function mainUnrequested(main: PodContainerProps): string[][] {
  return [...unrequestedFields(main), ...(main.resources && areSayable(main.resources) ? [['resources']] : [])];
}

/** Main's ports. Those that clash go to the manifest beside cdk8s-plus, where a rule reports them all. */
function portsOf(main: PodContainerProps): ReturnType<typeof withoutClashes> {
  const endpoints = (main.endpoints ?? []).filter(({ isAdvertised }) => isAdvertised);
  const own = main.portNumber ?? main.port;
  return withoutClashes([...(main.ports ?? []), ...endpoints.map(containerPort)], own === undefined ? [] : [{ number: own }]);
}

function toContainerPort({ number, name, protocol, hostPort, hostIp }: kplus.ContainerPort): JsonValue {
  return withoutUndefined({ containerPort: number, name, protocol, hostPort, hostIP: hostIp });
}

/** cdk8s-plus throws on memory that is no whole number of mebibytes and on ephemeral storage that is no whole number of gibibytes. */
function areSayable(resources: kplus.ContainerResources | undefined): boolean {
  const memory = [resources?.memory?.request, resources?.memory?.limit];
  const storage = [resources?.ephemeralStorage?.request, resources?.ephemeralStorage?.limit];
  const whole = (amount: number | undefined) => amount === undefined || Number.isInteger(amount);
  const rounding = SizeRoundingBehavior.NONE;
  return memory.every((size) => whole(size?.toMebibytes({ rounding }))) && storage.every((size) => whole(size?.toGibibytes({ rounding })));
}
