import { asString } from '../../manifest/json';
import { PodContainer } from '../../manifest/pod-container';

const HOST_AND_PORT = /(?:localhost|127\.0\.0\.1|\[?::1\]?)(?::|\s+(?:-p\s*)?)(\d{1,5})(?!\d)/g;
const HOST_ALONE = /^(?:localhost|127\.0\.0\.1|\[?::1\]?)$/;
const NONE: ReadonlySet<number> = new Set();
const HOST_VARIABLE = /(?:HOST(?:NAME)?|ADDR(?:ESS)?|SERVER)$/i;

/**
 * The ports of loopback that a container names in its environment, its command and its arguments: `DB_URL=postgres://127.0.0.1:5432/shop`,
 * `nc -z localhost 5432`, or `DB_HOST=localhost` beside `DB_PORT=5432`. What its configuration files name is not known.
 */
export function loopbackPorts(container: PodContainer): ReadonlySet<number> {
  if (!usesLoopback(container)) return NONE;
  const ports = new Set<number>();
  const variables = new Map(container.variables.map(({ object }) => [asString(object.name) ?? '', asString(object.value) ?? '']));
  for (const [name, value] of variables) {
    if (!mentionsLoopback(value)) continue;
    notePorts(value, ports);
    if (!HOST_ALONE.test(value)) continue;
    const port = Number(variables.get(name.replace(HOST_VARIABLE, 'PORT')));
    if (Number.isInteger(port) && port > 0) ports.add(port);
  }
  notePorts(container._commandLine, ports);
  return ports;
}

/** Whether a container names loopback anywhere in its environment, its command or its arguments. */
export function usesLoopback(container: PodContainer): boolean {
  if (container.variables.some(({ object }) => mentionsLoopback(asString(object.value) ?? ''))) return true;
  return container.command.some(mentionsLoopback);
}

/** Whether a container is known to listen on a port: it was said so, it declares the port, or its arguments name it. */
export function listensOn(container: PodContainer, port: number): boolean {
  if (container.endpoints.some((endpoint) => endpoint.port === port)) return true;
  const digits = String(port);
  return container.command.some((part) => part.includes(digits) && new RegExp(`(?<![\\d.])${digits}(?!\\.?\\d)`).test(part));
}

function mentionsLoopback(text: string): boolean {
  return text.includes('localhost') || text.includes('127.0.0.1') || text.includes('::1');
}

function notePorts(text: string, ports: Set<number>): void {
  for (const [, port] of text.matchAll(HOST_AND_PORT)) ports.add(Number(port));
}
