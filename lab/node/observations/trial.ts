import { JsonObject, asObject, asString, objectsOf } from '../../../src/manifest/json';
import { ApiError, ClusterApi } from './cluster-api';
import { withLabImages } from './lab-images';
import { LogLine, clock, logLines, story } from './log-line';
import { containerNames, containerStatuses, isReady, nameOf, nameOfStatus, runningContainers } from './pod-facts';
import { Processes } from './processes';

/** A pod that does nothing but be another pod. */
const VISITOR: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'visitor' },
  spec: {
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'visitor',
        image: 'busybox:1.37',
        command: ['sleep', '3600'],
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  },
};

export interface TrialOptions {
  /** The Pod Security Standard that the namespace enforces. */
  readonly enforces: 'restricted' | 'privileged';
}

/** One observation's namespace: what is applied to it, and what is seen in it. */
export class Trial {
  public static async start(api: ClusterApi, name: string, { enforces }: TrialOptions): Promise<Trial> {
    const labels = { 'pod-security.kubernetes.io/enforce': enforces };
    await api.post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
    const trial = new Trial(api, name);
    // A pod is refused before there is one, and its volume waits for the other.
    await trial.until('the namespace has a service account', 20, () => trial.find('/serviceaccounts/default'));
    await trial.until('the namespace has a root certificate', 20, () => trial.find('/configmaps/kube-root-ca.crt'));
    return trial;
  }

  private readonly core: string;

  private constructor(
    private readonly api: ClusterApi,
    public readonly namespace: string,
  ) {
    this.core = `/api/v1/namespaces/${namespace}`;
  }

  /** Applies manifests as they are, but for their images. */
  public async apply(...manifests: readonly JsonObject[]): Promise<void> {
    for (const manifest of manifests) await this.api.create(this.namespace, withLabImages(manifest));
  }

  /** Changes an object of the core group, by a merge patch. */
  public async patch(path: string, change: JsonObject): Promise<void> {
    await this.api.patch(`${this.core}${path}`, change);
  }

  /** An object of the namespace by its path below it, if it is there. */
  public async find(path: string): Promise<JsonObject | undefined> {
    return this.findAt(`${this.core}${path}`);
  }

  /** The Job of the namespace. */
  public async job(): Promise<JsonObject> {
    const { items } = await this.api.get(`/apis/batch/v1/namespaces/${this.namespace}/jobs`);
    const [job] = objectsOf(items);
    if (!job) throw new Error('there is no Job');
    return job.object;
  }

  /** The pods of what was applied, by their names. */
  public async pods(): Promise<JsonObject[]> {
    const { items } = await this.api.get(`${this.core}/pods`);
    return objectsOf(items)
      .map(({ object }) => object)
      .filter((pod) => nameOf(pod) !== nameOf(VISITOR))
      .sort((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1));
  }

  /** The process of another pod of the namespace, to ask from. */
  public async visitor(): Promise<number> {
    await this.apply(VISITOR);
    const pod = await this.until('the visitor runs', 30, async () => {
      const found = await this.find(`/pods/${nameOf(VISITOR)}`);
      return found !== undefined && isReady(found) && found;
    });
    return this.processes().of(pod, nameOf(VISITOR));
  }

  /** The first pod of the namespace, when it is as wanted. */
  public async pod(what: string, isSo: (pod: JsonObject) => boolean, seconds = 60): Promise<JsonObject> {
    return this.until(what, seconds, async () => (await this.pods()).find(isSo));
  }

  /** The first pod of the namespace, when it is ready. */
  public async readyPod(seconds = 60): Promise<JsonObject> {
    return this.pod('a pod is ready', isReady, seconds);
  }

  /** The lines that a container of a pod has written so far, or until it was restarted. */
  public async log(pod: JsonObject, container: string): Promise<LogLine[]> {
    return logLines(container, await this.api.text(`${this.core}/pods/${nameOf(pod)}/log?timestamps=true&container=${container}`));
  }

  /** What every container of a pod has written so far, in the order of time. */
  public async logs(pod: JsonObject): Promise<LogLine[]> {
    const lines = await Promise.all(containerNames(pod).map((container) => this.log(pod, container).catch(() => [])));
    return lines.flat().sort((left, right) => left.at.getTime() - right.at.getTime());
  }

  /** Deletes a pod and reads its containers' logs to their ends. */
  public async stop(pod: JsonObject): Promise<Stop> {
    const follow = async (container: string): Promise<LogLine[]> => {
      const path = `${this.core}/pods/${nameOf(pod)}/log?timestamps=true&follow=true&container=${container}`;
      let text = '';
      try {
        for await (const part of await this.api.stream('GET', path)) text += String(part);
      } catch (error) {
        if (text === '') throw error;
      }
      return logLines(container, text);
    };
    const followed = runningContainers(pod).map(follow);
    // The logs are open before anything is written that must not be missed.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const asked = new Date();
    await this.api.delete(`${this.core}/pods/${nameOf(pod)}`);
    const grace = Number(asObject(pod.spec).terminationGracePeriodSeconds);
    await this.until('the pod is gone', grace + 20, async () => !(await this.find(`/pods/${nameOf(pod)}`)));
    const gone = new Date();
    const lines = (await Promise.all(followed)).flat().sort((left, right) => left.at.getTime() - right.at.getTime());
    return { asked, gone, graceSeconds: grace, lines: lines.filter(({ at }) => at >= asked) };
  }

  /** Takes away the workloads of a kind and leaves their pods, so that nobody replaces a pod that is deleted. */
  public async removeOwners(): Promise<void> {
    const path = `/apis/apps/v1/namespaces/${this.namespace}`;
    for (const resource of ['deployments', 'statefulsets', 'daemonsets', 'replicasets']) {
      await this.api.delete(`${path}/${resource}`, { propagationPolicy: 'Orphan' });
    }
  }

  /** The processes of the node, to look into its containers. */
  public processes(): Processes {
    return new Processes();
  }

  /** Asks again and again, until there is an answer. */
  public async until<T>(what: string, seconds: number, ask: () => Promise<T | undefined | false>): Promise<T> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      if (Date.now() > end) throw new Error(`after ${seconds} s it is not so that ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** Why something did not happen: the states of the containers, the events and the ends of the logs. */
  public async explain(): Promise<string> {
    const { items } = await this.api.get(`${this.core}/events`);
    const events = objectsOf(items).map(({ object }) => {
      const at = asString(object.lastTimestamp) ?? asString(object.eventTime);
      const on = `${String(asObject(object.involvedObject).kind)} ${String(asObject(object.involvedObject).name)}`;
      return `${at === undefined ? '' : clock(new Date(at))}  ${on}  ${String(object.reason)}: ${String(object.message)}`;
    });
    const pods = await Promise.all(
      (await this.pods()).map(async (pod) => [
        `pod ${nameOf(pod)}: ${String(asObject(pod.status).phase)}`,
        ...containerStatuses(pod).map(
          (status) => `  ${nameOfStatus(status)}: ${JSON.stringify(status.state)}, ${String(status.restartCount)} restarts`,
        ),
        ...story((await this.logs(pod)).slice(-40)).map((line) => `  ${line}`),
      ]),
    );
    return ['', ...pods.flat(), 'events:', ...events.sort().map((event) => `  ${event}`)].join('\n');
  }

  /** Takes the pods away at once; the rest goes with the node. */
  public async end(): Promise<void> {
    await this.api.delete(`/api/v1/namespaces/${this.namespace}`);
    await this.api.delete(`${this.core}/pods`, { gracePeriodSeconds: 0 }).catch(() => undefined);
  }

  private async findAt(path: string): Promise<JsonObject | undefined> {
    try {
      return await this.api.get(path);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }
}

/** The end of a pod. */
export interface Stop {
  /** When its deletion was asked for. */
  readonly asked: Date;
  /** When the API had it no more. */
  readonly gone: Date;
  /** Its terminationGracePeriodSeconds. */
  readonly graceSeconds: number;
  /** What its containers wrote in between. */
  readonly lines: readonly LogLine[];
}
