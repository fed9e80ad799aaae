import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { effectiveLimits, effectiveRequests } from '../../src/manifest/effective-resources';
import { JsonObject } from '../../src/manifest/json';
import { podCost } from '../../src/manifest/pod-cost';
import { PodModel } from '../../src/manifest/pod-model';
import { qosClassOf } from '../../src/manifest/qos-class';
import { Quantity } from '../../src/manifest/quantity';
import { amountTexts } from '../../src/manifest/resource-amounts';
import { LabEffective } from './lab-verdict';

/** What the library reckons for a pod, in the form in which the lab prints it. Undefined for a manifest without a pod. */
export function libraryEffective(manifest: JsonObject, version: KubernetesVersion): LabEffective | undefined {
  const pod = PodModel.read(manifest);
  if (pod === undefined) return undefined;
  return {
    requests: amountTexts(effectiveRequests(pod.spec, pod.containers, version)),
    limits: amountTexts(effectiveLimits(pod.spec, pod.containers, version)),
    qosClass: qosClassOf(pod.spec, pod.containers, version),
  };
}

/** Where the library reckons something else than Kubernetes' own code, a sentence each. */
export function effectiveDifferences(manifest: JsonObject, version: KubernetesVersion, lab: LabEffective): string[] {
  const pod = PodModel.read(manifest);
  const library = libraryEffective(manifest, version);
  if (pod === undefined || library === undefined) return ['the library sees no pod'];
  const explained = Object.fromEntries(podCost(pod, version).resources.map(({ resource, reserved }) => [resource, reserved.toString()]));
  return [
    ...amountDifferences('requests', library.requests, lab.requests),
    ...amountDifferences('requests as explained', explained, lab.requests),
    ...amountDifferences('limits', library.limits, lab.limits),
    ...(library.qosClass === lab.qosClass ? [] : [`QoS class: ${library.qosClass}, and Kubernetes has ${lab.qosClass}`]),
  ];
}

function amountDifferences(what: string, library: Readonly<Record<string, string>>, lab: Readonly<Record<string, string>>): string[] {
  return [...new Set([...Object.keys(library), ...Object.keys(lab)])].flatMap((name) => {
    const [ours, theirs] = [library[name], lab[name]];
    const same = ours !== undefined && theirs !== undefined && Quantity.of(ours).compareTo(Quantity.of(theirs)) === 0;
    return same ? [] : [`${what} of ${name}: ${ours ?? 'none'}, and Kubernetes has ${theirs ?? 'none'}`];
  });
}
