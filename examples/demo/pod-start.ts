/** The fields of a container that say when it starts. */
interface StartedContainer {
  readonly name: string;
  readonly restartPolicy?: string;
}

interface PodSpec {
  readonly initContainers?: StartedContainer[];
  readonly containers?: StartedContainer[];
}

interface PodTemplate {
  readonly metadata?: { readonly annotations?: Record<string, string> };
  readonly spec?: PodSpec & {
    readonly template?: PodTemplate;
    readonly jobTemplate?: { readonly spec?: { readonly template?: PodTemplate } };
  };
}

/** An object of a manifest, of which only pods and what runs pods are of interest. */
export interface ManifestObject extends PodTemplate {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Record<string, string> };
}

/** A container with what it is to its pod, as far as a manifest says it. */
export interface ContainerStart {
  readonly name: string;
  readonly role: 'init task' | 'native sidecar' | 'main' | 'container';
}

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/**
 * The containers of an object's pod in the order in which they start, as groups of containers that start together. Nothing for an object
 * without a pod.
 *
 * Init tasks and native sidecars start one by one; main and the ordinary containers start together after all of them.
 */
export function startOf(object: ManifestObject): ContainerStart[][] {
  const pod = podOf(object);
  const { initContainers = [], containers = [] } = pod?.spec ?? {};
  const main = pod?.metadata?.annotations?.[DEFAULT_CONTAINER] ?? containers[0]?.name;
  const before = initContainers.map(({ name, restartPolicy }): ContainerStart[] => [
    { name, role: restartPolicy === 'Always' ? 'native sidecar' : 'init task' },
  ]);
  const together = containers.map(({ name }): ContainerStart => ({ name, role: name === main ? 'main' : 'container' }));
  return together.length > 0 ? [...before, together] : before;
}

function podOf(object: ManifestObject): PodTemplate | undefined {
  const template = object.spec?.template ?? object.spec?.jobTemplate?.spec?.template;
  return object.kind === 'Pod' ? object : template;
}
