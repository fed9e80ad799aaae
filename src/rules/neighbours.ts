import { JsonObject, asObject, asString, isJsonObject } from '../manifest/json';
import { PodModel } from '../manifest/pod-model';

/** The kinds that rules look at beside a pod: what selects it, and what scales it. */
export const NEIGHBOUR_KINDS: readonly string[] = ['Service', 'HorizontalPodAutoscaler'];

/** A Service or an autoscaler with the selector or target under which pods find it. */
interface Indexed {
  readonly manifest: JsonObject;
  readonly selector: readonly [string, unknown][];
}

/**
 * The objects that are judged together with a pod, by what ties them to it. They are indexed once, so that asking for the Services of each
 * of many pods stays cheap.
 */
export class Neighbours {
  /** Nobody: for a pod that is judged alone. */
  public static readonly NONE = new Neighbours([]);

  private readonly services = new Map<string, Indexed[]>();
  private readonly autoscalers = new Map<string, JsonObject[]>();

  /**
   * @param manifests the manifests that are judged together; Lists taken apart
   */
  public constructor(manifests: readonly JsonObject[]) {
    for (const manifest of manifests) {
      if (manifest.kind === 'Service' && manifest.apiVersion === 'v1') this.addService(manifest);
      if (manifest.kind === 'HorizontalPodAutoscaler') this.addAutoscaler(manifest);
    }
  }

  /** The Services whose selector selects a pod, in its namespace. */
  public servicesOf(pod: PodModel): JsonObject[] {
    if (this.services.size === 0) return [];
    const found: JsonObject[] = [];
    for (const [label, value] of Object.entries(pod.labels)) {
      for (const { manifest, selector } of this.services.get(selectorKey(pod.namespace, label, value)) ?? []) {
        if (selector.every(([name, wanted]) => pod.labels[name] === wanted)) found.push(manifest);
      }
    }
    return found;
  }

  /** The HorizontalPodAutoscalers that scale a pod's workload. */
  public autoscalersOf(pod: PodModel): JsonObject[] {
    return this.autoscalers.get(targetKey(pod.namespace, pod.workloadKind, pod.name)) ?? [];
  }

  private addService(manifest: JsonObject): void {
    const selector = Object.entries(asObject(asObject(manifest.spec).selector));
    if (selector.length === 0) return;
    const [[label, value]] = selector;
    // What is no text selects no pod.
    if (typeof value === 'string') append(this.services, selectorKey(namespaceOf(manifest), label, value), { manifest, selector });
  }

  private addAutoscaler(manifest: JsonObject): void {
    const target = asObject(manifest.spec).scaleTargetRef;
    if (!isJsonObject(target)) return;
    append(this.autoscalers, targetKey(namespaceOf(manifest), asString(target.kind) ?? '', asString(target.name) ?? ''), manifest);
  }
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function namespaceOf(manifest: JsonObject): string | undefined {
  return asString(asObject(manifest.metadata).namespace);
}

function selectorKey(namespace: string | undefined, label: string, value: string): string {
  return `${namespace || 'default'} ${label}=${value}`;
}

function targetKey(namespace: string | undefined, kind: string, name: string): string {
  return `${namespace || 'default'} ${kind}/${name}`;
}
