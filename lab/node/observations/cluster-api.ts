import { readFileSync } from 'node:fs';
import { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { JsonObject, asObject, asString } from '../../../src/manifest/json';

/** Where `lab/node/cluster` serves the API, as a process of the node sees it. */
const SERVER = { host: '10.244.0.1', port: 6443 };
const CERTIFICATE = '/run/lab/pki/apiserver.crt';

/** The last part of a kind's path. */
const RESOURCES: Readonly<Record<string, string>> = {
  Pod: 'pods',
  Service: 'services',
  ConfigMap: 'configmaps',
  Secret: 'secrets',
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
  Job: 'jobs',
  CronJob: 'cronjobs',
};

/** The API server of the lab's node, asked as its administrator. */
export class ClusterApi {
  private readonly agent = new Agent({ ca: readFileSync(CERTIFICATE), keepAlive: true });

  public get(path: string): Promise<JsonObject> {
    return this.call('GET', path);
  }

  public post(path: string, body: JsonObject): Promise<JsonObject> {
    return this.call('POST', path, body);
  }

  public patch(path: string, body: JsonObject): Promise<JsonObject> {
    return this.call('PATCH', path, body, 'application/merge-patch+json');
  }

  public delete(path: string, options: JsonObject = {}): Promise<JsonObject> {
    return this.call('DELETE', path, { kind: 'DeleteOptions', apiVersion: 'v1', ...options });
  }

  /** Creates an object in a namespace. */
  public create(namespace: string, object: JsonObject): Promise<JsonObject> {
    const version = asString(object.apiVersion) ?? '';
    const resource = RESOURCES[asString(object.kind) ?? ''];
    if (resource === undefined) throw new Error(`the lab does not know where a ${String(object.kind)} is posted to: add it to RESOURCES`);
    return this.post(`${version === 'v1' ? '/api/v1' : `/apis/${version}`}/namespaces/${namespace}/${resource}`, object);
  }

  public async text(path: string): Promise<string> {
    let text = '';
    for await (const part of await this.stream('GET', path)) text += String(part);
    return text;
  }

  /** The answer as it comes, for logs that are followed. */
  public stream(method: string, path: string, body?: string, type = 'application/json'): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      // Without its length, what goes with a DELETE would be taken for the beginning of the next request.
      const content = body === undefined ? {} : { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) };
      const headers = { Authorization: 'Bearer admin', ...content };
      const asked = request({ ...SERVER, path, method, headers, agent: this.agent }, (answer) => {
        if ((answer.statusCode ?? 500) < 300) return resolve(answer.setEncoding('utf8'));
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('end', () => reject(new ApiError(answer.statusCode ?? 500, `${method} ${path}: ${messageOf(text)}`)));
        return undefined;
      });
      asked.on('error', reject).end(body);
    });
  }

  private async call(method: string, path: string, body?: JsonObject, type?: string): Promise<JsonObject> {
    let text = '';
    for await (const part of await this.stream(method, path, body && JSON.stringify(body), type)) text += String(part);
    return JSON.parse(text) as JsonObject;
  }
}

/** A refusal of the API server. */
export class ApiError extends Error {
  constructor(
    public readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

function messageOf(text: string): string {
  try {
    return asString(asObject(JSON.parse(text) as JsonObject).message) ?? text;
  } catch {
    return text;
  }
}
