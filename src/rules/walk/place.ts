import { childPath } from '../../manifest/field-path';
import { JsonObject } from '../../manifest/json';

/** An object of a manifest with the way that leads to it. Its path is put together only when something is wrong there. */
export class Place {
  public constructor(
    public readonly object: JsonObject,
    public readonly parent?: Place,
    public readonly field: string = '',
    public readonly index: number = -1,
    /** The field's name in the server's paths, where it is another one; empty where the server leaves it out. */
    private readonly printed: string = field,
    /** The object type in the schema; -1 where the schema has no say. */
    public readonly type: number = -1,
  ) {}

  /** The object at which the walk began: the manifest as a rule. */
  public get top(): Place {
    return this.parent === undefined ? this : this.parent.top;
  }

  /** The field path of the object, or of one of its fields, as the server prints it. */
  public path(field = ''): string {
    const above = this.parent ? this.parent.path(this.printed) : this.printed;
    const own = this.index < 0 || this.printed === '' ? above : `${above}[${this.index}]`;
    return field === '' ? own : childPath(own, field);
  }

  /** The field path of the list that the object is an entry of, or of the object itself. */
  public listPath(field: string): string {
    return childPath(this.parent ? this.parent.path(this.printed) : this.printed, field);
  }

  /** The field path of the object, or of one of its fields, as it stands in the manifest. */
  public manifestPath(field?: string): string {
    const above = this.parent ? this.parent.manifestPath(this.field) : this.field;
    const own = this.index < 0 ? above : `${above}[${this.index}]`;
    return field === undefined ? own : childPath(own, field);
  }
}
