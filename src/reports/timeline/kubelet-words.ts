import { JsonObject, asList, asNumber, asObject, asString, isJsonObject } from '../../manifest/json';
import { PodProbe } from '../../manifest/pod-probe';

const LONGEST_COMMAND = 60;

/** What the kubelet asks and how often, in words: `GET /healthz on port 8080, every 2 s`. */
export function probeWords({ manifest, periodSeconds }: PodProbe): string {
  const delay = asNumber(manifest.initialDelaySeconds) ?? 0;
  return [actionWords(manifest), ...(delay > 0 ? [`after ${delay} s`] : []), `every ${periodSeconds} s`].join(', ');
}

/** What the kubelet does for a probe or a lifecycle handler, in words. */
export function actionWords(action: JsonObject): string {
  if (isJsonObject(action.exec)) return `\`${shortened(asList(action.exec.command).map(String).join(' '))}\``;
  if (isJsonObject(action.httpGet)) {
    const { host, port, path } = action.httpGet;
    return `GET ${shortened(asString(path) ?? '/')} on port ${portText(port)}${asString(host) ? ` of ${asString(host)}` : ''}`;
  }
  if (isJsonObject(action.tcpSocket)) return `connection to port ${portText(action.tcpSocket.port)}`;
  if (isJsonObject(action.grpc)) return `gRPC health of port ${portText(action.grpc.port)}`;
  if (isJsonObject(action.sleep)) return `sleep ${asNumber(asObject(action.sleep).seconds) ?? 0} s`;
  return 'an action that is not stated';
}

function portText(port: unknown): string {
  return typeof port === 'number' || typeof port === 'string' ? String(port) : '?';
}

/** A command as one line that a drawing has room for: the program and how its arguments begin. */
function shortened(command: string): string {
  const line = command.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST_COMMAND ? line : `${line.slice(0, LONGEST_COMMAND - 1)}…`;
}
