/** The OpenAPI name of a type of the core group. */
export function core(name: string): string {
  return `io.k8s.api.core.v1.${name}`;
}
