import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { JsonObject, copyJson } from '../manifest/json';
import type { DownwardApiFile } from './downward-api-file';
import { keyItems, optionalOf } from './file-items';

/** Which keys of a ConfigMap or Secret become files of a projected volume. */
export interface ProjectedKeysOptions {
  /**
   * The keys that become files, with the path and the permission bits of each.
   *
   * @default - every key becomes a file of its own name
   */
  readonly items?: Record<string, kplus.PathMapping>;
  /**
   * Whether the pod may start without the ConfigMap or Secret, or without one of the keys.
   *
   * @default - false
   */
  readonly optional?: boolean;
}

/** For whom a service account token is, and how long. */
export interface ServiceAccountTokenOptions {
  /**
   * Who may accept the token.
   *
   * @default - the API server
   */
  readonly audience?: string;
  /**
   * How long the token is valid; the kubelet renews it before. At least ten minutes, in whole seconds.
   *
   * @default - one hour
   */
  readonly expiration?: Duration;
}

/** The shortest validity of a token that the server accepts, in seconds. */
const LEAST_EXPIRATION = 600;

/**
 * One of the sources whose files a projected volume shows in one directory.
 *
 * @see https://kubernetes.io/docs/concepts/storage/projected-volumes/
 */
export class ProjectedSource {
  /**
   * Keys of a ConfigMap.
   *
   * @param configMap the ConfigMap
   * @param options which keys
   * @throws if a path is empty or a mode is out of range
   */
  public static configMap(configMap: kplus.IConfigMap, options: ProjectedKeysOptions = {}): ProjectedSource {
    const items = keyItems(options.items, `the projected config map '${configMap.name}'`);
    return new ProjectedSource(() => ({ configMap: { name: configMap.name, ...items, ...optionalOf(options.optional) } }));
  }

  /**
   * Keys of a Secret.
   *
   * @param secret the Secret
   * @param options which keys
   * @throws if a path is empty or a mode is out of range
   */
  public static secret(secret: kplus.ISecret, options: ProjectedKeysOptions = {}): ProjectedSource {
    const items = keyItems(options.items, `the projected secret '${secret.name}'`);
    return new ProjectedSource(() => ({ secret: { name: secret.name, ...items, ...optionalOf(options.optional) } }));
  }

  /**
   * Information about the pod.
   *
   * @param files the files, at least one
   * @throws if there is no file
   */
  public static downwardApi(files: DownwardApiFile[]): ProjectedSource {
    if (files.length === 0) {
      throw new Error("the projected downward API has no file: give at least one, like DownwardApiFile.field('labels', 'metadata.labels')");
    }
    const items = files.map((file) => file._toManifest());
    return new ProjectedSource(() => ({ downwardAPI: { items } }));
  }

  /**
   * A token of the pod's service account that the kubelet renews: for one audience, and for the containers that mount it only.
   *
   * @param path where in the volume the token is, relative
   * @param options audience and validity
   * @throws if the path is empty, or if the validity is no whole number of seconds or shorter than ten minutes
   * @see https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken
   */
  public static serviceAccountToken(path: string, options: ServiceAccountTokenOptions = {}): ProjectedSource {
    if (path === '') throw new Error("the path of a projected service account token is empty: give a relative path, like 'token'");
    const seconds = options.expiration?.toSeconds({ integral: false });
    if (seconds !== undefined && (!Number.isInteger(seconds) || seconds < LEAST_EXPIRATION)) {
      throw new Error(
        `the expiration ${seconds} s of the projected service account token '${path}' is not allowed: whole seconds, at least ${LEAST_EXPIRATION}; ` +
          'write Duration.minutes(10), or leave it out for one hour',
      );
    }
    return new ProjectedSource(() => ({
      serviceAccountToken: {
        path,
        ...(options.audience === undefined ? {} : { audience: options.audience }),
        ...(seconds === undefined ? {} : { expirationSeconds: seconds }),
      },
    }));
  }

  private constructor(private readonly source: () => JsonObject) {}

  /**
   * The entry of `sources`.
   *
   * @internal
   */
  public _toManifest(): JsonObject {
    return copyJson(this.source());
  }
}
