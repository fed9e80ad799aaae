import * as kplus from 'cdk8s-plus-28';
import { JsonObject } from '../manifest/json';
import { sizeQuantity } from '../volumes/size-quantity';

/**
 * The `resources` of a container, without the loss that cdk8s-plus has: it throws on memory that is no whole number of mebibytes and on
 * ephemeral storage that is no whole number of gibibytes.
 */
export function containerResources(resources: kplus.ContainerResources | undefined): JsonObject | undefined {
  if (resources === undefined) return undefined;
  const quantities = (which: 'request' | 'limit'): JsonObject => {
    const listed: JsonObject = {};
    const cpu = resources.cpu?.[which];
    const memory = resources.memory?.[which];
    const storage = resources.ephemeralStorage?.[which];
    if (cpu) listed.cpu = cpu.amount;
    if (memory) listed.memory = sizeQuantity(memory, `memory ${which}`);
    if (storage) listed['ephemeral-storage'] = sizeQuantity(storage, `ephemeral storage ${which}`);
    return listed;
  };
  const requests = quantities('request');
  const limits = quantities('limit');
  return {
    ...(Object.keys(limits).length > 0 ? { limits } : {}),
    ...(Object.keys(requests).length > 0 ? { requests } : {}),
  };
}
