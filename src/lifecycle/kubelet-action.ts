import { JsonObject } from '../manifest/json';
import { ProbeScheme } from './probe-scheme';

/** Where the kubelet connects to: a port by its number or by the name of a container port. */
export interface PortTarget {
  readonly port?: number;
  readonly portName?: string;
}

/** A GET request of the kubelet. */
export interface HttpRequest extends PortTarget {
  readonly scheme?: ProbeScheme;
  readonly headers?: Record<string, string>;
}

/** What an HTTP header may be called for the server to accept it. */
const HEADER_NAME = /^[-A-Za-z0-9]+$/;

/**
 * Checks where the kubelet is to connect to.
 *
 * @param target the port or its name
 * @param of what connects there, for the messages: `an HTTP probe`
 * @throws if port and name are both given, if the port is out of range, or if the name is empty
 */
export function checkedTarget(target: PortTarget, of: string): PortTarget {
  const { port, portName } = target;
  if (port !== undefined && portName !== undefined) {
    throw new Error(`${of} has port ${port} and portName '${portName}': only one of them is allowed; leave out the other`);
  }
  if (port !== undefined && (!Number.isInteger(port) || port < 1 || port > 65535)) {
    throw new Error(
      `port ${port} of ${of} is not allowed: a port is a whole number from 1 to 65535; give the one that the container listens on`,
    );
  }
  if (portName === '') throw new Error(`portName of ${of} is empty: give the name of one of the container's ports, or its number as port`);
  return { port, portName };
}

/**
 * The port to connect to, as a manifest has it.
 *
 * @param target the port or its name
 * @param defaultPort the port of the container, where the target names none
 * @param of what connects there, for the message
 * @throws if there is no port at all
 */
export function portOf(target: PortTarget, defaultPort: number | undefined, of: string): number | string {
  const port = target.port ?? target.portName ?? defaultPort;
  if (port === undefined) throw new Error(`${of} has no port, and its container has no endpoint to take it from: give it as port`);
  return port;
}

/**
 * The `exec` of a handler.
 *
 * @throws if the command is empty
 */
export function execAction(command: string[], of: string): JsonObject {
  if (command.length === 0) {
    throw new Error(`the command of ${of} is empty: give the program and its arguments, like ['cat', '/tmp/ready']`);
  }
  return { exec: { command: [...command] } };
}

/**
 * The `httpGet` of a handler, without its port, which may come from the container.
 *
 * @throws if the path is empty, or if a header has a name that HTTP does not allow
 */
export function httpRequest(path: string, request: HttpRequest, of: string): JsonObject {
  if (path === '') throw new Error(`the path of ${of} is empty: give an absolute path, like '/healthz'`);
  const headers = Object.entries(request.headers ?? {});
  for (const [name] of headers) {
    if (!HEADER_NAME.test(name)) {
      throw new Error(`header '${name}' of ${of} is not allowed: a name has letters, digits and '-' only, like 'X-Probe'`);
    }
  }
  return {
    path,
    ...(request.scheme === undefined ? {} : { scheme: request.scheme }),
    ...(headers.length === 0 ? {} : { httpHeaders: headers.map(([name, value]) => ({ name, value })) }),
  };
}
