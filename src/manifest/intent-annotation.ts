import { BindAddress } from './bind-address';
import { ContainerIntent, ContainerRole, DependencyIntent, EndpointIntent, PodIntent, VolumeIntent, VolumeUseIntent } from './intent';
import { JsonObject, JsonValue, asList, asNumber, asObject, asString, isJsonObject } from './json';
import { StartCondition } from './start-condition';

/**
 * The annotation in which a workload keeps what is meant by its pod: the role of each container, who listens where, who writes and who
 * reads which volume. Whoever reads the manifest later, without the app that made it, then knows what the manifest itself cannot say.
 *
 * It stands at the workload and not at its pod template, so that a change of it restarts no pod.
 */
export const INTENT_ANNOTATION = 'pod-patterns.cdk8s.io/intent';

const ROLES: readonly ContainerRole[] = ['main', 'sidecar', 'adapter', 'ambassador', 'guard', 'init-task', 'config-helper'];
const PROTOCOLS: readonly EndpointIntent['protocol'][] = ['TCP', 'UDP', 'SCTP'];

/** The text of the annotation: JSON without empty lists, because people read it as well. */
export function intentText(intent: PodIntent): string {
  return JSON.stringify(intent, (_key, value: unknown) => (Array.isArray(value) && value.length === 0 ? undefined : value));
}

/**
 * What the annotation of a manifest says of its pod, or undefined where there is none or it cannot be read. Anybody may have edited the
 * manifest, so whatever is not of the form that the library writes is as if it were absent.
 */
export function annotatedIntent(manifest: JsonObject): PodIntent | undefined {
  const text = asString(asObject(asObject(manifest.metadata).annotations)[INTENT_ANNOTATION]);
  return text === undefined ? undefined : readIntent(text);
}

/** Reads the text of the annotation; undefined where it is not of the form that the library writes. */
export function readIntent(text: string): PodIntent | undefined {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
  if (!isJsonObject(value) || !isJsonObject(value.containers)) return undefined;
  const containers = mapOf(value.containers, containerOf);
  return { isWhole: value.isWhole === true, containers, volumes: mapOf(asObject(value.volumes), volumeOf) };
}

function containerOf(value: JsonObject): ContainerIntent | undefined {
  const role = oneOf(ROLES, value.role);
  if (role === undefined) return undefined;
  return {
    role,
    endpoints: listOf(value.endpoints, endpointOf),
    shares: listOf(value.shares, useOf),
    dependsOn: listOf(value.dependsOn, dependencyOf),
    drainSeconds: asNumber(value.drainSeconds),
    writesTo: textsOf(value.writesTo),
    upstream: asString(value.upstream),
    addressVariables: textsOf(value.addressVariables),
    guardedPort: asNumber(value.guardedPort),
    reloads: typeof value.reloads === 'boolean' ? value.reloads : undefined,
  };
}

function endpointOf(value: JsonObject): EndpointIntent | undefined {
  const port = asNumber(value.port);
  const protocol = oneOf(PROTOCOLS, value.protocol);
  const bind = oneOf(Object.values(BindAddress), value.bind);
  if (port === undefined || protocol === undefined || bind === undefined) return undefined;
  return { port, protocol, bind, name: asString(value.name), scheme: oneOf(['http', 'grpc'] as const, value.scheme) };
}

function useOf(value: JsonObject): VolumeUseIntent | undefined {
  const volume = asString(value.volume);
  const mountPath = asString(value.mountPath);
  const access = oneOf(['read', 'write'] as const, value.access);
  return volume === undefined || mountPath === undefined || access === undefined ? undefined : { volume, mountPath, access };
}

function dependencyOf(value: JsonObject): DependencyIntent | undefined {
  const container = asString(value.container);
  const condition = oneOf(Object.values(StartCondition), value.condition);
  return container === undefined || condition === undefined ? undefined : { container, condition };
}

function volumeOf(value: JsonObject): VolumeIntent | undefined {
  return typeof value.hasContent === 'boolean' ? { hasContent: value.hasContent } : undefined;
}

function oneOf<Allowed extends string>(allowed: readonly Allowed[], value: JsonValue | undefined): Allowed | undefined {
  return allowed.find((each) => each === value);
}

function textsOf(value: JsonValue | undefined): string[] | undefined {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : undefined;
}

function listOf<Entry>(value: JsonValue | undefined, read: (entry: JsonObject) => Entry | undefined): Entry[] {
  return asList(value).flatMap((entry) => (isJsonObject(entry) ? (read(entry) ?? []) : []));
}

function mapOf<Entry>(map: JsonObject, read: (entry: JsonObject) => Entry | undefined): Record<string, Entry> {
  const entries: [string, Entry][] = [];
  for (const name of Object.keys(map)) {
    const value = map[name];
    const entry = isJsonObject(value) ? read(value) : undefined;
    if (entry !== undefined) entries.push([name, entry]);
  }
  return Object.fromEntries(entries);
}
