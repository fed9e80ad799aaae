/** A definition of an OpenAPI 2 document, as far as the tables need it. */
export interface OpenApiSchema {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: OpenApiSchema;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly 'x-kubernetes-group-version-kind'?: readonly { readonly group: string; readonly version: string; readonly kind: string }[];
}

/** The definitions of one Kubernetes version by their names. */
export type OpenApiDefinitions = Readonly<Record<string, OpenApiSchema>>;

const REFERENCE = '#/definitions/';

/** Definitions that the API server decodes by themselves rather than field by field, with the code of what it accepts. */
const DECODED_WHOLE: Readonly<Record<string, string>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'q',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'x',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 't',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'm',
};

/**
 * The code of a field's type: `s` text, `i` 32-bit and `l` 64-bit whole number, `n` number, `b` boolean, `y` base64, `q` quantity, `x` whole
 * number or text, `t` time, `m` time with microseconds, `a` anything, `[` a list of what follows, `{` a mapping of what follows, else the name of another type.
 */
export function typeCode(schema: OpenApiSchema, definitions: OpenApiDefinitions): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(REFERENCE.length);
    if (name in DECODED_WHOLE) return DECODED_WHOLE[name];
    const target = definitions[name];
    if (target?.properties === undefined) return target?.type === 'string' ? 's' : emptyObjectCode(name);
    return name;
  }
  switch (schema.type) {
    case 'array':
      return `[${schema.items ? typeCode(schema.items, definitions) : 'a'}`;
    case 'object':
      return schema.additionalProperties ? `{${typeCode(schema.additionalProperties, definitions)}` : 'a';
    case 'integer':
      return schema.format === 'int32' ? 'i' : 'l';
    case 'number':
      return 'n';
    case 'boolean':
      return 'b';
    case 'string':
      return schema.format === 'byte' ? 'y' : 's';
    default:
      return 'a';
  }
}

/** A type without fields is a marker in the newest API groups, and anything at all where the server decodes it by itself. */
function emptyObjectCode(name: string): string {
  return name.startsWith('io.k8s.api.') ? name : 'a';
}
