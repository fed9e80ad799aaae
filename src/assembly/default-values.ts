import { JsonObject } from '../manifest/json';

/**
 * The user and group of containers that state none: `nonroot` of the distroless images, high enough to be nobody's account on a node.
 *
 * @see https://github.com/GoogleContainerTools/distroless/blob/main/common/variables.bzl
 */
export const DEFAULT_USER = 65532;

/**
 * What main may use when it states nothing: a tenth of a core and 128 MiB let ten such pods run beside an editor on a laptop, and the
 * memory limit lets a leak end in a restart of the container rather than in a full node. There is no CPU limit, because it would
 * throttle the container while the node's cores are idle.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export const MAIN_RESOURCES: JsonObject = { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } };

/**
 * What a container beside main may use when it states nothing. A proxy or a log agent that is idle needs little, and every replica of
 * the pod pays for it again.
 */
export const ROLE_RESOURCES: JsonObject = { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '64Mi' } };

/**
 * The size of an emptyDir over a directory that an image writes to. Such directories hold pid files, sockets and small temporary files;
 * the limit keeps a runaway file from filling the node's disk.
 */
export const WRITABLE_DIRECTORY_SIZE = '64Mi';
