/** What reckons the cost of a pod, loaded by the first who asks: an `import` at the top of a file would make every program wait for it. */
export function loadCostEngine(): typeof import('./cost-engine') {
  return require('./cost-engine') as typeof import('./cost-engine');
}
