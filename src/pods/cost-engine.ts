/* What reckons the cost of a pod: few programs ask for it. */
export { costReason } from '../manifest/cost-reason';
export { podCost } from '../manifest/pod-cost';
export type { PodCost } from '../manifest/pod-cost';
export { PodModel } from '../manifest/pod-model';
export { podWideMetric } from '../manifest/pod-wide-metric';
export { qosOf } from '../manifest/qos-class';
export type { QosVerdict } from '../manifest/qos-class';
