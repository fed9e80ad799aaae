import { KubernetesVersion } from '../cluster/kubernetes-version';

/** A container as a rule of one's own sees it, whichever list of the pod it stands in. */
export interface IJudgedContainer {
  /** The name, or an empty text where the manifest gives none. */
  readonly name: string;
  /** The image, or an empty text where the manifest gives none. */
  readonly image: string;
  /** The list it stands in: `initContainers`, `containers` or `ephemeralContainers`. */
  readonly list: string;
  /** Its field: `spec.template.spec.containers[0]`. */
  readonly fieldPath: string;
  /** What it is to its pod: `main`, `sidecar`, `adapter`, `ambassador`, `guard`, `init-task` or `config-helper`. */
  readonly role: string;
  /** Whether the role was worked out from the manifest, so that it may be wrong. */
  readonly roleIsInferred: boolean;
  /** Whether it is an init container that runs to its end. */
  readonly isInit: boolean;
  /** Whether it is an init container that goes on running beside the main container. */
  readonly isNativeSidecar: boolean;
  /** Whether it runs as long as the pod does. */
  readonly isLongRunning: boolean;
  /** The container as the manifest has it. */
  readonly manifest: Record<string, unknown>;
}

/** A volume as a rule of one's own sees it. */
export interface IJudgedVolume {
  /** The name, or an empty text where the manifest gives none. */
  readonly name: string;
  /** Its field: `spec.template.spec.volumes[0]`. */
  readonly fieldPath: string;
  /** Where its content comes from: `emptyDir`, `configMap` … */
  readonly source: string;
  /** The containers that mount it. */
  readonly mounters: IJudgedContainer[];
  /** The volume as the manifest has it. */
  readonly manifest: Record<string, unknown>;
}

/** A pod as a rule of one's own sees it, whatever kind of workload it stands in. */
export interface IJudgedPod {
  /** The path of the pod's spec: `spec.template.spec`. */
  readonly specPath: string;
  /** The path of the pod's metadata: `spec.template.metadata`. */
  readonly metadataPath: string;
  /** The pod's spec as the manifest has it; empty where it has none. */
  readonly spec: Record<string, unknown>;
  /** The labels of the pod. */
  readonly labels: Record<string, string>;
  /** The annotations of the pod. */
  readonly annotations: Record<string, string>;
  /** The containers of every list, in the order in which they start. */
  readonly containers: IJudgedContainer[];
  /** The volumes. */
  readonly volumes: IJudgedVolume[];
  /** The restart policy; the server takes `Always` where none is given. */
  readonly restartPolicy: string;
  /** The seconds that all containers together have to stop. */
  readonly terminationGracePeriodSeconds: number;
  /** `Guaranteed`, `Burstable` or `BestEffort`: which pods are stopped first when a node runs out of memory. */
  readonly qosClass: string;
}

/** What a rule of one's own judges: one object as it is written, those of a List one by one. */
export interface IJudgedObject {
  /** The whole manifest. It is for reading: what a rule changes in it is not written. */
  readonly manifest: Record<string, unknown>;
  /** The API version, or an empty text where the manifest gives none. */
  readonly apiVersion: string;
  /** The kind, or an empty text where the manifest gives none. */
  readonly kind: string;
  /** The name, or an empty text where the manifest gives none. */
  readonly name: string;
  /** The namespace, or undefined where the manifest gives none. */
  readonly namespace?: string;
  /** The path of the construct that made it; undefined where it was read from a file. */
  readonly constructPath?: string;
  /** The Kubernetes version that it is for. */
  readonly kubernetesVersion: KubernetesVersion;
  /** Its pod; undefined for a kind that has none, such as a Service. */
  readonly pod?: IJudgedPod;
  /** The manifests of the Services that select its pod, among what is judged together. */
  readonly services: Record<string, unknown>[];

  /**
   * The value of a field, so that a rule needs not look at every level on the way to it.
   *
   * @param fieldPath the field: `spec.template.spec.containers[0].image`, with the key of a map in brackets: `metadata.labels[app]`
   * @returns the value, or undefined where nothing stands there
   */
  valueAt(fieldPath: string): unknown;
}
