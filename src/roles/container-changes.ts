import { RoleContainer } from '../assembly/pod-additions';
import { JsonObject, asList } from '../manifest/json';
import { Endpoint } from '../network/endpoint';
import { PodContainerProps } from './pod-container-props';

/** The address by which the containers of a pod reach each other. A number needs no resolver and cannot mean IPv6 instead. */
export const LOOPBACK = '127.0.0.1';

/**
 * The props of a role's container that also listens at an endpoint, unless they name that endpoint themselves. It comes first, so that a
 * probe without a port means it.
 */
export function listeningAt(props: PodContainerProps, endpoint: Endpoint): PodContainerProps {
  return { ...props, endpoints: withEndpoint(props.endpoints ?? [], endpoint) };
}

/** Endpoints with one that comes first, unless it is among them. */
export function withEndpoint(endpoints: readonly Endpoint[], endpoint: Endpoint): Endpoint[] {
  return endpoints.some((other) => other.overlaps(endpoint)) ? [...endpoints] : [endpoint, ...endpoints];
}

/** A role's container with more variables. What its props say of a variable of the same name wins. */
export function withVariables(container: RoleContainer, variables: Readonly<Record<string, string>>): RoleContainer {
  const existing = asList(container.manifest.env) as JsonObject[];
  const added = Object.entries(variables).filter(([name]) => !existing.some((entry) => entry.name === name));
  return { ...container, manifest: withEnv(container.manifest, Object.fromEntries(added)) };
}

/** The fields of a container with more variables in its `env`. */
export function withEnv(manifest: JsonObject, variables: Readonly<Record<string, string>>): JsonObject {
  const added = Object.entries(variables).map(([name, value]) => ({ name, value }));
  return added.length === 0 ? manifest : { ...manifest, env: [...asList(manifest.env), ...added] };
}
