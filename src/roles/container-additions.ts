import { ApiObject, resolve } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { ContainerAdditions, SharedMount } from '../assembly/pod-additions';
import { JsonObject, JsonValue, asObject, objectsOf, withoutUndefined } from '../manifest/json';
import { VolumeUse } from '../volumes/volume-use';
import { containerResources } from './container-resources';
import { PodContainerProps } from './pod-container-props';

/** What cdk8s-plus writes into a container although nobody asked for it, by the prop that asks. */
const UNREQUESTED_SECURITY: Readonly<Record<string, keyof kplus.ContainerSecurityContextProps>> = {
  allowPrivilegeEscalation: 'allowPrivilegeEscalation',
  privileged: 'privileged',
  readOnlyRootFilesystem: 'readOnlyRootFilesystem',
  runAsNonRoot: 'ensureNonRoot',
};

/** A whole container as a role brings it: what cdk8s-plus makes of its props, without what nobody asked for, and what it cannot say. */
export function wholeContainer(props: PodContainerProps, name: string, apiObject: ApiObject): ContainerAdditions {
  const beyond = beyondCdk8sPlus(props);
  const container = new kplus.Container({
    ...props,
    name,
    // cdk8s-plus keeps these two and lets `env.addVariable` and `mount` change them: a role that is used twice must not share them.
    envVariables: { ...props.envVariables },
    volumeMounts: [...(props.volumeMounts ?? [])],
    ports: [...(props.ports ?? [])],
    resources: {},
  });
  const manifest = toManifest(container, apiObject);
  for (const path of unrequestedFields(props)) removeField(manifest, path);
  return {
    ...beyond,
    manifest: merged(manifest, beyond.manifest),
    volumes: container.mounts.map(({ volume }) => volumeManifest(volume, apiObject)),
  };
}

/** What a container's props say beyond cdk8s-plus: all there is to add to a container that cdk8s-plus makes. */
export function beyondCdk8sPlus(props: PodContainerProps): ContainerAdditions {
  const advertised = (props.endpoints ?? []).filter(({ isAdvertised }) => isAdvertised);
  const ports = advertised.map((endpoint) => endpoint._toContainerPort());
  const port = advertised[0]?.port ?? props.ports?.[0]?.number ?? props.portNumber ?? props.port;
  const lifecycle = withoutUndefined({
    postStart: props.postStart?._toManifest(port),
    preStop: props.preStop?._toManifest(port),
    stopSignal: props.stopSignal,
  });
  return {
    manifest: withoutUndefined({
      startupProbe: props.startupProbe?._toManifest(port),
      readinessProbe: props.readinessProbe?._toManifest(port),
      livenessProbe: props.livenessProbe?._toManifest(port),
      lifecycle: Object.keys(lifecycle).length > 0 ? lifecycle : undefined,
      ports: ports.length > 0 ? ports : undefined,
      resources: containerResources(props.resources),
      restartPolicyRules: props.restartRules?.map((rule) => rule._toManifest()),
    }),
    volumes: [],
    mounts: (props.shares ?? []).map(sharedMount),
    endpoints: (props.endpoints ?? []).map((endpoint) => endpoint._toIntent()),
    dependsOn: (props.dependsOn ?? []).map((dependency) => dependency._toIntent()),
    drainSeconds: props.drain?.toSeconds(),
    writesTo: props.writesTo ?? [],
  };
}

/** The paths in a container's manifest that cdk8s-plus fills although the props do not ask for them. */
export function unrequestedFields(props: kplus.ContainerProps): string[][] {
  const paths: string[][] = [];
  if (props.imagePullPolicy === undefined) paths.push(['imagePullPolicy']);
  for (const [field, prop] of Object.entries(UNREQUESTED_SECURITY)) {
    if (props.securityContext?.[prop] === undefined) paths.push(['securityContext', field]);
  }
  return paths;
}

/** The entries of a container's `env` that cdk8s-plus makes of variables. */
export function environment(variables: Readonly<Record<string, kplus.EnvValue>>, apiObject: ApiObject): JsonValue[] {
  if (Object.keys(variables).length === 0) return [];
  const carrier = new kplus.Container({ image: 'none', resources: {}, envVariables: { ...variables } });
  return (toManifest(carrier, apiObject).env as JsonValue[] | undefined) ?? [];
}

/** A use of a shared volume as the assembly takes it. */
export function sharedMount(use: VolumeUse): SharedMount {
  return { volume: use.volume._toManifest(), mount: use._toMount(), access: use.access, hasContent: use.volume._hasContent };
}

/** The entry of `spec.volumes` that cdk8s-plus makes of a volume. */
export function volumeManifest(volume: kplus.Volume, apiObject: ApiObject): JsonObject {
  return kplus.k8s.toJson_Volume(resolve([], volume._toKube(), apiObject) as kplus.k8s.Volume) as JsonObject;
}

function toManifest(container: kplus.Container, apiObject: ApiObject): JsonObject {
  return kplus.k8s.toJson_Container(resolve([], container._toKube(), apiObject) as kplus.k8s.Container) as JsonObject;
}

/** The manifest of cdk8s-plus with what it cannot say: probes and handlers replace, ports come together. */
function merged(manifest: JsonObject, beyond: JsonObject): JsonObject {
  const own = objectsOf(manifest.ports).map(({ object }) => object);
  const further = objectsOf(beyond.ports).filter(({ object }) => !own.some((port) => saysPort(port, object)));
  const ports: JsonValue[] = [...own, ...further.map(({ object }) => object)];
  const lifecycle = { ...asObject(manifest.lifecycle), ...asObject(beyond.lifecycle) };
  return withoutUndefined({
    ...manifest,
    ...beyond,
    ports: ports.length > 0 ? ports : undefined,
    lifecycle: Object.keys(lifecycle).length > 0 ? lifecycle : undefined,
  });
}

/** Whether a container port that is there says what an endpoint says, so that the two are one port. */
function saysPort(port: JsonObject, endpoint: JsonObject): boolean {
  const protocol = ({ protocol: stated }: JsonObject) => stated ?? 'TCP';
  const isNamed = endpoint.name === undefined || endpoint.name === port.name;
  return isNamed && port.containerPort === endpoint.containerPort && protocol(port) === protocol(endpoint);
}

function removeField(manifest: JsonObject, [key, ...rest]: string[]): void {
  if (rest.length === 0) {
    delete manifest[key];
    return;
  }
  const inner = asObject(manifest[key]);
  removeField(inner, rest);
  if (Object.keys(inner).length === 0) delete manifest[key];
}
