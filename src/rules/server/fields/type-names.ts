/** The OpenAPI name of the type that every object's metadata has. */
export const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** The OpenAPI name of a type of the core group. */
export function core(name: string): string {
  return `io.k8s.api.core.v1.${name}`;
}
