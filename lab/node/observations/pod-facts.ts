import { JsonObject, asObject, asString, objectsOf } from '../../../src/manifest/json';

/** The name of an object. */
export function nameOf(object: JsonObject): string {
  return asString(asObject(object.metadata).name) ?? '';
}

/** The names of a pod's containers, in the order of its manifest. */
export function containerNames(pod: JsonObject): string[] {
  const spec = asObject(pod.spec);
  return [...objectsOf(spec.initContainers), ...objectsOf(spec.containers)].map(({ object }) => asString(object.name) ?? '');
}

/** The status of each container, init containers first. */
export function containerStatuses(pod: JsonObject): JsonObject[] {
  const status = asObject(pod.status);
  return [...objectsOf(status.initContainerStatuses), ...objectsOf(status.containerStatuses)].map(({ object }) => object);
}

/** The status of one container, empty before there is one. */
export function containerStatus(pod: JsonObject, name: string): JsonObject {
  return containerStatuses(pod).find((status) => nameOfStatus(status) === name) ?? {};
}

/** The names of the containers that run. */
export function runningContainers(pod: JsonObject): string[] {
  return containerStatuses(pod)
    .filter((status) => asObject(status.state).running !== undefined)
    .map(nameOfStatus);
}

/** The name of the container that a status is of. */
export function nameOfStatus(status: JsonObject): string {
  return asString(status.name) ?? '';
}

/** Whether a pod is ready for traffic. */
export function isReady(pod: JsonObject): boolean {
  return objectsOf(asObject(pod.status).conditions).some(({ object }) => object.type === 'Ready' && object.status === 'True');
}

/** The address of a pod. */
export function addressOf(pod: JsonObject): string {
  return asString(asObject(pod.status).podIP) ?? '';
}
