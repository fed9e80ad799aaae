import { createRequire } from 'node:module';
import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';

/** Who builds the pods that are measured. */
export type Builder = 'library' | 'bare';

/** Makes one pod of three containers and two volumes, as construct `id` of a chart. */
export type PodMaker = (scope: Construct, id: string) => void;

/**
 * How a builder makes a pod. The library is loaded only where it is measured, so that the bare side does not carry it.
 */
export function podMaker(builder: Builder): PodMaker {
  return builder === 'library' ? libraryPodMaker() : barePod;
}

function container(name: string): kplus.ContainerProps {
  return {
    name,
    image: `registry.example/shop/${name}:4.2.0`,
    command: ['/bin/server', '--config', `/etc/${name}/config.yaml`],
    envVariables: {
      LOG_LEVEL: kplus.EnvValue.fromValue('info'),
      POD_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME),
    },
    resources: {
      cpu: { request: kplus.Cpu.millis(20), limit: kplus.Cpu.millis(200) },
      memory: { request: Size.mebibytes(32), limit: Size.mebibytes(64) },
    },
    securityContext: {
      user: 10001,
      allowPrivilegeEscalation: false,
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
    startup: kplus.Probe.fromCommand(['/bin/ready'], { periodSeconds: Duration.seconds(2) }),
  };
}

const MAIN_MOUNTS = { logs: '/var/log/app', cache: '/var/cache/app' };

function libraryPodMaker(): PodMaker {
  const library = createRequire(__filename)('cdk8s-pod-patterns') as typeof import('cdk8s-pod-patterns');
  const { Endpoint, PatternPod, SharedVolume, Sidecar, WorkloadType } = library;
  return (scope, id) => {
    const logs = SharedVolume.emptyDir('logs', { sizeLimit: Size.mebibytes(128) });
    const cache = SharedVolume.emptyDir('cache', { sizeLimit: Size.mebibytes(64) });
    new PatternPod(scope, id, {
      workload: WorkloadType.pod(),
      main: {
        ...container('app'),
        endpoints: [Endpoint.http(8080, { name: 'http' })],
        shares: [logs.writtenAt(MAIN_MOUNTS.logs), cache.readAt(MAIN_MOUNTS.cache)],
      },
      roles: [
        new Sidecar({ ...container('log-agent'), shares: [logs.readAt('/logs')] }),
        new Sidecar({ ...container('cache-warmer'), shares: [cache.writtenAt('/cache')] }),
      ],
    });
  };
}

function barePod(scope: Construct, id: string): void {
  const logs = kplus.Volume.fromEmptyDir(scope, `${id}-logs`, 'logs', { sizeLimit: Size.mebibytes(128) });
  const cache = kplus.Volume.fromEmptyDir(scope, `${id}-cache`, 'cache', { sizeLimit: Size.mebibytes(64) });
  const pod = new kplus.Pod(scope, id, {
    automountServiceAccountToken: false,
    securityContext: { user: 65532, fsGroup: 65532, ensureNonRoot: true },
    metadata: { annotations: { 'kubectl.kubernetes.io/default-container': 'app' } },
    volumes: [logs, cache],
    containers: [
      {
        ...container('app'),
        ports: [{ number: 8080, name: 'http' }],
        volumeMounts: [
          { path: MAIN_MOUNTS.logs, volume: logs },
          { path: MAIN_MOUNTS.cache, volume: cache, readOnly: true },
        ],
      },
    ],
  });
  const restartPolicy = kplus.ContainerRestartPolicy.ALWAYS;
  pod.addInitContainer({ ...container('log-agent'), restartPolicy, volumeMounts: [{ path: '/logs', volume: logs, readOnly: true }] });
  pod.addInitContainer({ ...container('cache-warmer'), restartPolicy, volumeMounts: [{ path: '/cache', volume: cache }] });
}
