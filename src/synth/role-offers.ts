import { IConstruct } from 'constructs';

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
 * The errors of roles that were offered and found no pod. `configMap.with(role)` calls nothing that could throw, so that a role which is
 * lost this way can only be found at synth.
 */
export function unplacedRoles(root: IConstruct): string[] {
  return [...(offersByRoot.get(root) ?? [])].flatMap(([role, offer]) =>
    offer.taken > 0
      ? []
      : [
          `${String(role)} was offered to '${offer.first || 'the app'}' and found no pod there\n` +
            '    allowed: an App, a Chart, a workload, or any construct around one\n' +
            '    fix: call with() on the workload, or on a construct that contains it\n' +
            '    rule: contract/role-without-pod',
        ],
  );
}
