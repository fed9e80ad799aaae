import { JsonObject, copyJson } from '../manifest/json';
import { fileMode } from './file-items';

/** How a file with information about the pod is written. */
export interface DownwardApiFileOptions {
  /**
   * The permission bits of the file, like 0o644.
   *
   * @default - the default mode of the volume
   */
  readonly mode?: number;
}

/** How a file with a request or a limit of a container is written. */
export interface DownwardApiResourceOptions extends DownwardApiFileOptions {
  /**
   * The unit in which the file gives the figure: `1Mi` for mebibytes, `1m` for thousandths of a CPU. Figures are rounded up.
   *
   * @default - '1': bytes, or whole CPUs
   */
  readonly divisor?: string;
}

/** What a downward API volume can show of a pod; environment variables can show more. */
const FIELD = /^metadata\.(name|namespace|uid|labels|annotations|(labels|annotations)\['[^']+'\])$/;

/** What a downward API volume can show of a container. */
const RESOURCE = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-\S+)$/;

/**
 * A file that tells a container about its own pod, without asking the API server. The file of labels and annotations follows their changes;
 * an environment variable does not.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
 */
export class DownwardApiFile {
  /**
   * A file with a field of the pod.
   *
   * @param path where in the volume the file is, relative
   * @param fieldPath `metadata.name`, `metadata.namespace`, `metadata.uid`, `metadata.labels`, `metadata.annotations`, or one label or annotation:
   * `metadata.labels['app']`
   * @param options the permission bits
   * @throws if the path is empty, if volumes do not offer the field, or if the mode is out of range
   */
  public static field(path: string, fieldPath: string, options: DownwardApiFileOptions = {}): DownwardApiFile {
    if (!FIELD.test(fieldPath)) {
      throw new Error(
        `field '${fieldPath}' of the downward API file '${path}' is not allowed: metadata.name, metadata.namespace, metadata.uid, metadata.labels, ` +
          "metadata.annotations, or one of the latter like metadata.labels['app']; use an environment variable for fields of spec and status",
      );
    }
    return new DownwardApiFile(path, { fieldRef: { fieldPath } }, options);
  }

  /**
   * A file with a request or a limit of a container.
   *
   * @param path where in the volume the file is, relative
   * @param container the name of the container
   * @param resource `limits.cpu`, `limits.memory`, `limits.ephemeral-storage`, or the same of `requests` (the values of kplus.ResourceFieldPaths)
   * @param options the unit and the permission bits
   * @throws if the path or the container is empty, if there is no such resource, or if the mode is out of range
   */
  public static resource(path: string, container: string, resource: string, options: DownwardApiResourceOptions = {}): DownwardApiFile {
    if (container === '') {
      throw new Error(`the downward API file '${path}' names no container: give the name of the one whose '${resource}' it is to show`);
    }
    if (!RESOURCE.test(resource)) {
      throw new Error(
        `resource '${resource}' of the downward API file '${path}' is not allowed: limits or requests of cpu, memory, ephemeral-storage or ` +
          'hugepages-*, like limits.memory',
      );
    }
    const divisor: JsonObject = options.divisor === undefined ? {} : { divisor: options.divisor };
    return new DownwardApiFile(path, { resourceFieldRef: { containerName: container, resource, ...divisor } }, options);
  }

  private readonly item: JsonObject;

  private constructor(path: string, source: JsonObject, options: DownwardApiFileOptions) {
    if (path === '') throw new Error("the path of a downward API file is empty: give a relative path, like 'labels'");
    const mode: JsonObject =
      options.mode === undefined ? {} : { mode: fileMode(options.mode, `the mode of the downward API file '${path}'`) };
    this.item = { path, ...source, ...mode };
  }

  /**
   * The entry of `items`.
   *
   * @internal
   */
  public _toManifest(): JsonObject {
    return copyJson(this.item);
  }
}
