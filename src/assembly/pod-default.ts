/** What a pattern construct does for a pod unless it is told not to. Each can be switched off by its name. */
export enum PodDefault {
  /**
   * Every container meets the Pod Security Standard `restricted`: no root, no privilege escalation, no capabilities, the runtime's
   * seccomp profile; and its root file system is read-only.
   *
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
   */
  SECURITY_PROFILE = 'security-profile',
  /**
   * Containers run as a numeric user, and a pod with volumes has a group that all its containers share. The kubelet refuses to start
   * an image whose user is a name under `runAsNonRoot`, because it cannot tell whether that name is root.
   */
  NUMERIC_USER = 'numeric-user',
  /** Containers without resources get requests and a memory limit that fit a laptop. */
  RESOURCES = 'resources',
  /** Directories that an image is said to write to are small emptyDirs where the root file system is read-only. */
  WRITABLE_DIRECTORIES = 'writable-directories',
  /** The environment is free of a variable for every port of every Service of the namespace. */
  NO_SERVICE_LINKS = 'no-service-links',
  /** The service account's token is not mounted unless a role needs it. */
  NO_SERVICE_ACCOUNT_TOKEN = 'no-service-account-token',
  /** The grace period is as long as the drains of the pod's containers need. */
  GRACE_PERIOD = 'grace-period',
  /** `kubectl logs` and `kubectl exec` go to main in a pod of several containers. */
  DEFAULT_CONTAINER = 'default-container',
  /** What cdk8s-plus sets for availability (two replicas of a Deployment) and for selection (the address label) is kept. */
  CDK8S_PLUS = 'cdk8s-plus',
}

/**
 * The defaults that hold for one pattern construct.
 *
 * Use `PodDefaults.without(…)` when one of them is in the way of an image, and `PodDefaults.NONE` to get a manifest that has what was
 * asked for and nothing that the API server does not require.
 */
export class PodDefaults {
  /** All of them. */
  public static readonly ALL = new PodDefaults(Object.values(PodDefault));

  /** None: the manifest has what was asked for and nothing that the API server does not require. */
  public static readonly NONE = new PodDefaults([]);

  /** All but the given ones. */
  public static without(...defaults: PodDefault[]): PodDefaults {
    return new PodDefaults(Object.values(PodDefault).filter((each) => !defaults.includes(each)));
  }

  /** Only the given ones. */
  public static only(...defaults: PodDefault[]): PodDefaults {
    return new PodDefaults(defaults);
  }

  private readonly held: ReadonlySet<PodDefault>;

  private constructor(defaults: PodDefault[]) {
    this.held = new Set(defaults);
  }

  /** Whether a default holds. */
  public has(podDefault: PodDefault): boolean {
    return this.held.has(podDefault);
  }
}
