import { KubernetesVersion } from '../cluster/kubernetes-version';
import { JsonObject } from '../manifest/json';
import { Neighbours } from './neighbours';
import { WalkedManifest, walkManifest } from './walk/walked-manifest';

/** What rules may know beside the object they judge. There is one for each object. */
export class RuleContext {
  private walk?: WalkedManifest;

  /**
   * @param manifest the manifest of the object
   * @param version the Kubernetes version that the manifest is for
   * @param neighbours what is judged together with it: the Services and autoscalers of the same app or folder
   * @param telling the names of the fields that rules wait for
   */
  public constructor(
    private readonly manifest: JsonObject,
    public readonly version: KubernetesVersion,
    public readonly neighbours: Neighbours = Neighbours.NONE,
    private readonly telling?: ReadonlySet<string>,
  ) {}

  /** What one walk over the manifest finds, which several rules report parts of. */
  public get walked(): WalkedManifest {
    return (this.walk ??= walkManifest(this.manifest, this.version, this.telling));
  }
}
