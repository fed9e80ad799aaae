import { JsonObject } from './json';
import { Quantity } from './quantity';

/** Amounts by the name of the resource: `cpu`, `memory`, `ephemeral-storage`, `hugepages-2Mi`, `example.com/gpu`. */
export type ResourceAmounts = Record<string, Quantity>;

/** What a container computes with. A pod may have them as a whole, be limited to more than it requests, and goes by them in its QoS class. */
export const COMPUTE_RESOURCES: readonly string[] = ['cpu', 'memory'];

/** The amounts of a requests or limits field. What is no quantity is left out: the schema and server rules report it. */
export function amountsOf(resources: JsonObject): ResourceAmounts {
  return roundedUpToMilli(exactAmountsOf(resources));
}

/** The amounts of a requests or limits field as they are written. The server reckons with them before it rounds what it stores. */
export function exactAmountsOf(resources: JsonObject): ResourceAmounts {
  const amounts: ResourceAmounts = {};
  for (const name of Object.keys(resources)) {
    const quantity = quantityOf(resources[name]);
    if (quantity) amounts[name] = quantity;
  }
  return amounts;
}

/** An amount, or undefined for what is none. One that is null is stated to the server: as nothing of the resource. */
export function quantityOf(amount: unknown): Quantity | undefined {
  return amount === null ? Quantity.ZERO : Quantity.parse(amount);
}

/** Amounts as the server stores them. */
export function roundedUpToMilli(amounts: ResourceAmounts): ResourceAmounts {
  for (const name of Object.keys(amounts)) amounts[name] = amounts[name].roundedUpToMilli();
  return amounts;
}

/** Adds amounts to others in place. */
export function addAmounts(to: ResourceAmounts, more: ResourceAmounts): void {
  for (const name of Object.keys(more)) to[name] = Object.hasOwn(to, name) ? to[name].plus(more[name]) : more[name];
}

/** Raises amounts in place to at least others. */
export function raiseAmounts(to: ResourceAmounts, atLeast: ResourceAmounts): void {
  for (const name of Object.keys(atLeast)) to[name] = Object.hasOwn(to, name) ? to[name].max(atLeast[name]) : atLeast[name];
}

/** Amounts as a manifest has them. */
export function amountTexts(amounts: ResourceAmounts): Record<string, string> {
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, amount.toString()]));
}
