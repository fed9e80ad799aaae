import { ContainerRequest, ResourceCost } from './pod-cost';

/** What decides how much of a resource is reserved, in words: `what runs: proxy 20m + web 100m`. */
export function costReason({ decidedBy, decidingInitTask, initTasks, sidecars, ordinary, ownRequest, overhead }: ResourceCost): string {
  const more = overhead === undefined || overhead.isZero ? '' : `, and ${overhead.toString()} of overhead`;
  if (decidedBy === 'pod') return `the pod itself requests ${ownRequest?.toString() ?? '0'}${more}`;
  if (decidedBy === 'running') return `what runs: ${sumOf([...sidecars, ...ordinary])}${more}`;
  const task = initTasks.find(({ name }) => name === decidingInitTask);
  const beside = task && task.sidecars.length > 0 ? ` beside ${sumOf(task.sidecars)}` : '';
  return `the init task ${decidingInitTask ?? ''} ${task?.amount.toString() ?? ''}${beside}${more}`;
}

function sumOf(requests: readonly ContainerRequest[]): string {
  return requests.length === 0 ? 'nothing' : requests.map(({ name, amount }) => `${name} ${amount.toString()}`).join(' + ');
}
