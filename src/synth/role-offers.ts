import { IConstruct } from 'constructs';
import { Finding, Severity } from '../rules/finding';

/** Where a role was offered first, and how many pods took it. */
interface Offer {
  readonly first: string;
  taken: number;
}

const offersByRoot = new WeakMap<IConstruct, Map<object, Offer>>();

/** Notes that a role was offered to a construct, and whether the construct has a pod that takes it. */
export function noteOffer(role: object, construct: IConstruct, taken: boolean): void {
  const root = construct.node.root;
  const offers = offersByRoot.get(root) ?? new Map<object, Offer>();
  offersByRoot.set(root, offers);
  const offer = offers.get(role) ?? { first: construct.node.path, taken: 0 };
  offers.set(role, offer);
  if (taken) offer.taken += 1;
}

/**
 * Roles that were offered and found no pod. `configMap.with(role)` calls nothing that could throw, so that a role which is lost this way
 * can only be found at synth.
 */
export function unplacedRoles(root: IConstruct): Finding[] {
  return [...(offersByRoot.get(root) ?? [])]
    .filter(([, { taken }]) => taken === 0)
    .map(([role, { first }]) => ({
      ruleId: 'contract/role-without-pod',
      severity: Severity.ERROR,
      subject: { apiVersion: '', kind: '', name: '', constructPath: first },
      fieldPath: '',
      message: `${String(role)} was offered to '${first}' and found no pod there`,
      value: String(role),
      allowed: 'an App, a Chart, a workload, or any construct around one',
      fix: 'Call with() on the workload, or on a construct that contains it.',
    }));
}
