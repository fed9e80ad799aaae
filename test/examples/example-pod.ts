import { JsonObject, asObject, objectsOf } from '../../src/manifest/json';

/** A container of a written manifest, read by the names that the API server has. */
export class ExampleContainer {
  constructor(public readonly manifest: JsonObject) {}

  /** The values of the variables that have one. */
  public get env(): Record<string, unknown> {
    return Object.fromEntries(objectsOf(this.manifest.env).map(({ object }) => [object.name, object.value]));
  }

  /** The mounts by the names of their volumes: the path, and `(read-only)` where it is. */
  public get mounts(): Record<string, string> {
    return Object.fromEntries(
      objectsOf(this.manifest.volumeMounts).map(({ object }) => [
        object.name,
        `${String(object.mountPath)}${object.readOnly === true ? ' (read-only)' : ''}`,
      ]),
    );
  }

  /** The container ports. */
  public get ports(): unknown[] {
    return objectsOf(this.manifest.ports).map(({ object }) => object.containerPort);
  }
}

/** The pod of a written manifest. */
export class ExamplePod {
  /** The pod of an object, if it has one. */
  public static of(object: JsonObject): ExamplePod | undefined {
    const job = object.kind === 'CronJob' ? asObject(asObject(object.spec).jobTemplate) : object;
    const template = object.kind === 'Pod' ? object : asObject(asObject(job.spec).template);
    return Array.isArray(asObject(template.spec).containers) ? new ExamplePod(object, template) : undefined;
  }

  private constructor(
    public readonly workload: JsonObject,
    public readonly template: JsonObject,
  ) {}

  public get spec(): JsonObject {
    return asObject(this.template.spec);
  }

  public get annotations(): JsonObject {
    return asObject(asObject(this.template.metadata).annotations);
  }

  /** The names of the containers in the order in which they start, with `!` after native sidecars. */
  public get start(): string[] {
    return [
      ...this.list('initContainers').map((each) => `${String(each.name)}${each.restartPolicy === 'Always' ? '!' : ''}`),
      ...this.list('containers').map(({ name }) => String(name)),
    ];
  }

  /** Every container, whichever list it is in. */
  public get containers(): JsonObject[] {
    return [...this.list('initContainers'), ...this.list('containers')];
  }

  /** The container of a name. */
  public container(name: string): ExampleContainer {
    const found = this.containers.find((container) => container.name === name);
    if (!found) throw new Error(`no container '${name}' in ${this.start.join(', ')}`);
    return new ExampleContainer(found);
  }

  private list(name: string): JsonObject[] {
    return objectsOf(this.spec[name]).map(({ object }) => object);
  }
}
