import { SizeRoundingBehavior } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { ContainerAdditions } from '../assembly/pod-additions';
import { JsonValue } from '../manifest/json';
import { beyondCdk8sPlus, unrequestedFields } from '../roles/container-additions';
import { PodContainerProps } from '../roles/pod-container-props';
import { containerPort, withoutClashes } from './container-port';

/** Main as cdk8s-plus makes it, what is added to it afterwards, and what is taken out of it again. */
export interface MainParts {
  readonly props: kplus.ContainerProps;
  readonly additions: ContainerAdditions;
  readonly unrequested: readonly string[][];
}

/** Divides main's props into what cdk8s-plus can say without throwing, and the rest. */
export function mainParts(main: PodContainerProps, name: string): MainParts {
  const endpoints = (main.endpoints ?? []).filter(({ isAdvertised }) => isAdvertised);
  const listed = [...(main.ports ?? []), ...endpoints.map(containerPort)];
  const own = main.portNumber ?? main.port;
  // Ports that clash go to the manifest beside cdk8s-plus, where a rule reports them all.
  const { said, unsaid } = withoutClashes(listed, own === undefined ? [] : [{ number: own }]);
  const beyond = beyondCdk8sPlus(main);
  const sayable = areSayable(main.resources);
  return {
    props: {
      ...main,
      name,
      ports: said,
      // What cdk8s-plus keeps and changes later must not be the caller's own.
      envVariables: { ...main.envVariables },
      volumeMounts: [...(main.volumeMounts ?? [])],
      resources: sayable ? (main.resources ?? {}) : {},
    },
    additions: {
      ...beyond,
      manifest: { ...beyond.manifest, ports: unsaid.length > 0 ? unsaid.map(toContainerPort) : undefined },
    },
    unrequested: [...unrequestedFields(main), ...(sayable && main.resources ? [['resources']] : [])],
  };
}

function toContainerPort({ number, name, protocol, hostPort, hostIp }: kplus.ContainerPort): JsonValue {
  return Object.fromEntries(
    Object.entries({ containerPort: number, name, protocol, hostPort, hostIP: hostIp }).filter(([, value]) => value !== undefined),
  ) as JsonValue;
}

/** cdk8s-plus throws on memory that is no whole number of mebibytes and on ephemeral storage that is no whole number of gibibytes. */
function areSayable(resources: kplus.ContainerResources | undefined): boolean {
  const memory = [resources?.memory?.request, resources?.memory?.limit];
  const storage = [resources?.ephemeralStorage?.request, resources?.ephemeralStorage?.limit];
  const whole = (amount: number | undefined) => amount === undefined || Number.isInteger(amount);
  const rounding = SizeRoundingBehavior.NONE;
  return memory.every((size) => whole(size?.toMebibytes({ rounding }))) && storage.every((size) => whole(size?.toGibibytes({ rounding })));
}
