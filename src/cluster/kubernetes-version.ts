import { ClusterFeature } from './cluster-feature';
import { FEATURE_VERSIONS } from './feature-versions';

/** What people and cloud providers write: `1.31`, `v1.31.4`, `1.31.4-gke.100`, `v1.31.4+k3s1`, `1.31+`. */
const SPELLING = /^v?(\d+)\.(\d+)(?:\+|(?:\.\d+)?(?:[-+][0-9A-Za-z.+-]+)?)$/;

/**
 * The minor version of Kubernetes that a manifest is written for.
 *
 * What is the best way to write a pod, and what a cluster drops without a word, depends on the version of the cluster's API server. State the
 * oldest version that the manifest has to run on: a newer cluster runs it as well.
 *
 * @see https://kubernetes.io/releases/version-skew-policy/
 */
export class KubernetesVersion {
  /** Kubernetes 1.28: no native sidecars, so that sidecars are ordinary containers and a Job with one never completes. */
  public static readonly V1_28 = new KubernetesVersion(28);
  /** Kubernetes 1.29: the first with native sidecars. */
  public static readonly V1_29 = new KubernetesVersion(29);
  /** Kubernetes 1.30: the first with sleep handlers. */
  public static readonly V1_30 = new KubernetesVersion(30);
  /** Kubernetes 1.31: the first with recursive read-only mounts. */
  public static readonly V1_31 = new KubernetesVersion(31);
  /** Kubernetes 1.32: the first with relaxed names of environment variables. */
  public static readonly V1_32 = new KubernetesVersion(32);
  /** Kubernetes 1.33: the first with user namespaces and with resizing in place. */
  public static readonly V1_33 = new KubernetesVersion(33);
  /** Kubernetes 1.34: the first with resources of the whole pod. */
  public static readonly V1_34 = new KubernetesVersion(34);
  /** Kubernetes 1.35: the first with image volumes and with restart rules of containers. */
  public static readonly V1_35 = new KubernetesVersion(35);
  /** Kubernetes 1.36: the first in which a restart rule can restart all containers of a pod. */
  public static readonly V1_36 = new KubernetesVersion(36);
  /** Kubernetes 1.37: the newest version that this library knows. */
  public static readonly V1_37 = new KubernetesVersion(37);

  /**
   * The version that holds where none is stated: 1.35, the oldest that Kubernetes itself supports as of November 2026 (1.34 ended in
   * October). What is written for it runs on every cluster that still gets security fixes.
   *
   * @see https://kubernetes.io/releases/patch-releases/
   */
  public static readonly DEFAULT = KubernetesVersion.V1_35;

  /** All versions that this library knows, the oldest first. */
  public static readonly ALL: KubernetesVersion[] = [
    KubernetesVersion.V1_28,
    KubernetesVersion.V1_29,
    KubernetesVersion.V1_30,
    KubernetesVersion.V1_31,
    KubernetesVersion.V1_32,
    KubernetesVersion.V1_33,
    KubernetesVersion.V1_34,
    KubernetesVersion.V1_35,
    KubernetesVersion.V1_36,
    KubernetesVersion.V1_37,
  ];

  /**
   * The version that a text names, in any spelling that `kubectl version`, a cloud provider or a pipeline's variable has: `1.31`, `v1.31.4`,
   * `1.31.4-gke.100`, `1.31+`. Patch release and build do not matter to a manifest.
   *
   * @param version the text
   * @throws an error that names the supported range if the text is no version, or one that is too old or not known yet
   */
  public static of(version: string): KubernetesVersion {
    const oldest = KubernetesVersion.ALL[0];
    const newest = KubernetesVersion.ALL[KubernetesVersion.ALL.length - 1];
    const range = `allowed are ${oldest} to ${newest}`;
    const [, major, minor] = SPELLING.exec(String(version).trim()) ?? [];
    if (major === undefined) {
      throw new Error(`'${version}' is no version of kubernetes: ${range}, written like '1.35', 'v1.35.2' or '1.35.2-gke.100'`);
    }
    const found = Number(major) === 1 ? KubernetesVersion.ALL.find((known) => known.minor === Number(minor)) : undefined;
    if (found !== undefined) return found;
    if (Number(major) < 1 || (Number(major) === 1 && Number(minor) < oldest.minor)) {
      const unquoted = Number(minor) === 3 ? ` (if 1.30 was meant: YAML reads it as the number 1.3 unless it is quoted)` : '';
      throw new Error(`kubernetes version '${version}' is too old: ${range}; target '${oldest}' or a newer cluster${unquoted}`);
    }
    throw new Error(
      `kubernetes version '${version}' is unknown: ${range}; target '${newest}', whose manifests a newer cluster runs as well`,
    );
  }

  /**
   * The first version in which a cluster has a feature without anybody switching it on: what to name when a target is too old for it.
   *
   * @param feature the feature
   * @returns the version, or undefined where every version so far has to be told to offer the feature
   */
  public static firstWith(feature: ClusterFeature): KubernetesVersion | undefined {
    return KubernetesVersion.ALL.find((version) => version.supports(feature));
  }

  /** The minor version: 35 for Kubernetes 1.35. */
  public readonly minor: number;

  private constructor(minor: number) {
    this.minor = minor;
  }

  /**
   * Whether this version is another one or newer.
   *
   * @param other the version to compare with
   */
  public isAtLeast(other: KubernetesVersion): boolean {
    return this.minor >= other.minor;
  }

  /**
   * Whether a cluster of this version has a feature without anybody switching it on.
   *
   * @param feature the feature
   */
  public supports(feature: ClusterFeature): boolean {
    const first = FEATURE_VERSIONS[feature];
    return first !== undefined && this.minor >= first;
  }

  /** The version as people write it: `1.35`. */
  public toString(): string {
    return `1.${this.minor}`;
  }
}
