import { KubernetesVersion } from '../cluster/kubernetes-version';
import { valueAt } from '../manifest/field-path';
import { JsonObject, JsonValue, asObject, asString } from '../manifest/json';
import { PodModel } from '../manifest/pod-model';
import { IJudgedObject } from '../rules/judged-object';
import { RuleContext } from '../rules/rule-context';

/** An object as rules of one's own see it. */
export class JudgedObject implements IJudgedObject {
  public readonly kubernetesVersion: KubernetesVersion;

  public constructor(
    public readonly manifest: JsonObject,
    private readonly context: RuleContext,
    public readonly pod: PodModel | undefined,
    public readonly constructPath: string | undefined,
  ) {
    this.kubernetesVersion = context.version;
  }

  public get apiVersion(): string {
    return asString(this.manifest.apiVersion) ?? '';
  }

  public get kind(): string {
    return asString(this.manifest.kind) ?? '';
  }

  public get name(): string {
    return asString(asObject(this.manifest.metadata).name) ?? '';
  }

  public get namespace(): string | undefined {
    return asString(asObject(this.manifest.metadata).namespace) || undefined;
  }

  public get services(): JsonObject[] {
    return this.pod ? this.context.neighbours.servicesOf(this.pod) : [];
  }

  public valueAt(fieldPath: string): JsonValue | undefined {
    return valueAt(this.manifest, fieldPath);
  }
}
