import { JsonObject, isJsonObject } from '../../../manifest/json';

const NONE: readonly string[] = [];

/** Fields of which an object may have only one, in the order in which the server looks at them. */
export class Alternatives {
  public readonly fields: readonly string[];
  private readonly order: ReadonlyMap<string, number>;

  public constructor(...fields: string[]) {
    this.fields = fields;
    this.order = new Map(fields.map((field, place) => [field, place]));
  }

  /** Those that an object has. An object has few fields, and there may be many alternatives: the object is what is gone through. */
  public in(object: JsonObject): readonly string[] {
    let present: string[] | undefined;
    // Unlike Object.keys, this makes no list.
    for (const field in object) {
      if (this.order.has(field) && isJsonObject(object[field])) (present ??= []).push(field);
    }
    if (present === undefined) return NONE;
    return present.length === 1 ? present : present.sort((left, right) => this.order.get(left)! - this.order.get(right)!);
  }

  /** The first that an object has: the server looks into no other. */
  public firstIn(object: JsonObject): string | undefined {
    return this.in(object)[0];
  }
}
