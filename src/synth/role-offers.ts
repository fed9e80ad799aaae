import { IConstruct } from 'constructs';
import { Finding, Severity } from '../rules/finding';

/** For each app the roles that were offered and that no pod has taken so far, with the construct they were offered to first. */
const openOffers = new WeakMap<IConstruct, Map<object, IConstruct>>();
/** For each app the roles that a pod has taken. */
const takenRoles = new WeakMap<IConstruct, WeakSet<object>>();

/** Notes that a role was offered to a construct, and whether the construct has a pod that takes it. */
export function noteOffer(role: object, construct: IConstruct, taken: boolean): void {
  const root = construct.node.root;
  const takenBefore = entryOf(takenRoles, root, () => new WeakSet<object>());
  if (takenBefore.has(role)) return;
  const offers = entryOf(openOffers, root, () => new Map<object, IConstruct>());
  if (taken) {
    takenBefore.add(role);
    offers.delete(role);
  } else if (!offers.has(role)) {
    offers.set(role, construct);
  }
}

function entryOf<Value>(byRoot: WeakMap<IConstruct, Value>, root: IConstruct, make: () => Value): Value {
  let value = byRoot.get(root);
  if (value === undefined) {
    value = make();
    byRoot.set(root, value);
  }
  return value;
}

/**
 * Roles that were offered and found no pod. `configMap.with(role)` calls nothing that could throw, so that a role which is lost this way
 * can only be found at synth.
 */
export function unplacedRoles(root: IConstruct): Finding[] {
  return [...(openOffers.get(root) ?? [])].map(([role, offeredTo]) => {
    const first = offeredTo.node.path;
    return {
      ruleId: 'contract/role-without-pod',
      severity: Severity.ERROR,
      subject: { apiVersion: '', kind: '', name: '', constructPath: first },
      fieldPath: '',
      message: `${String(role)} was offered to '${first}' and found no pod there`,
      value: String(role),
      allowed: 'an App, a Chart, a workload, or any construct around one',
      fix: 'Call with() on the workload, or on a construct that contains it.',
    };
  });
}
