import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';

/**
 * The Service that gives the pods of a StatefulSet their names. It needs no ports for that; cdk8s-plus refuses a Service without any, so
 * one without ports writes its fields itself.
 */
export class HeadlessService extends kplus.Service {
  private readonly selected: Record<string, string> = {};

  constructor(scope: Construct, id: string, props: Pick<kplus.ServiceProps, 'metadata' | 'ports'>) {
    super(scope, id, { ...props, clusterIP: 'None' });
  }

  public select(selector: kplus.IPodSelector): void {
    super.select(selector);
    Object.assign(this.selected, selector.toPodSelectorConfig().labelSelector._toKube().matchLabels);
  }

  /** @internal */
  public _toKube(): kplus.k8s.ServiceSpec {
    if (this.ports.length > 0) return super._toKube();
    return { clusterIp: 'None', type: this.type, selector: this.selected };
  }
}
