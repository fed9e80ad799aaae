/** A class as JavaScript has it: a constructor with a prototype. */
export type AnyClass = abstract new (...args: never[]) => object;

const ORIGINAL = Symbol('cdk8s-pod-patterns.original');
const hookedClasses = new WeakMap<AnyClass, AnyClass>();

/**
 * Puts a subclass under an object that exists already, so that its methods are the subclass's from now on.
 *
 * A method that is assigned to the object itself would be passed over when Python, Java or Go call it: the jsii kernel looks a method up
 * on the prototype of the object's constructor. One subclass is made for each class and kept, so that a thousand objects share one
 * prototype; an object that is hooked already is left alone.
 *
 * @param target the object whose methods change
 * @param subclassOf makes the subclass of the object's class
 */
export function hook(target: object, subclassOf: (original: AnyClass) => AnyClass): void {
  if (ORIGINAL in target) return;
  const original = target.constructor as AnyClass;
  let subclass = hookedClasses.get(original);
  if (!subclass) {
    subclass = subclassOf(original);
    // constructs prints the class of a construct in its errors, where users look for the name that they know.
    Object.defineProperty(subclass, 'name', { value: original.name });
    Object.defineProperty(subclass.prototype, ORIGINAL, { value: original.prototype });
    hookedClasses.set(original, subclass);
  }
  Object.setPrototypeOf(target, subclass.prototype as object);
}

/** The methods that an object had before a subclass was put under it. */
export function originalMethods<Target extends object>(target: Target): Target {
  return ((target as { readonly [ORIGINAL]?: object })[ORIGINAL] ?? Object.getPrototypeOf(target)) as Target;
}
