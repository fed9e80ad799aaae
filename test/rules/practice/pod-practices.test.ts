import { BindAddress } from '../../../src/manifest/bind-address';
import { ContainerIntent, PodIntent } from '../../../src/manifest/intent';
import { StartCondition } from '../../../src/manifest/start-condition';
import { gracePeriodCoversDrains } from '../../../src/rules/practice/grace-period-covers-drains';
import { guardIsTheWayIn } from '../../../src/rules/practice/guard-is-the-way-in';
import { initOrderCost } from '../../../src/rules/practice/init-order-cost';
import { initTaskFindsSidecar } from '../../../src/rules/practice/init-task-finds-sidecar';
import { mainKnowsItsAmbassador } from '../../../src/rules/practice/main-knows-its-ambassador';
import { namedPortsExist } from '../../../src/rules/practice/named-ports-exist';
import { neededSidecarGatesMain } from '../../../src/rules/practice/needed-sidecar-gates-main';
import { reloadedFilesUpdate } from '../../../src/rules/practice/reloaded-files-update';
import { scaledByContainer } from '../../../src/rules/practice/scaled-by-container';
import { startupProbeInRunOncePod } from '../../../src/rules/practice/startup-probe-in-run-once-pod';
import { KINDS, findingsOf, placesOf } from './practice-findings';

function intentOf(containers: Record<string, Partial<ContainerIntent> & Pick<ContainerIntent, 'role'>>): PodIntent {
  const whole = Object.entries(containers).map(([name, intent]) => [name, { endpoints: [], shares: [], dependsOn: [], ...intent }]);
  return { volumes: {}, containers: Object.fromEntries(whole) as PodIntent['containers'] };
}

const main = (more = '') => `{ name: main, image: 'shop/web:4.2'${more} }`;
const sidecar = (more = '') => `{ name: proxy, image: 'envoyproxy/envoy:v1.30', restartPolicy: Always${more} }`;
const task = (more = '') => `{ name: prepare, image: 'shop/prepare:4.2'${more} }`;
const podOf = (init: string[], containers = [main()], more = '') =>
  `initContainers: [${init.join(', ')}]\ncontainers: [${containers.join(', ')}]\n${more}`;
const SERVICE = (ports: string, more = '') =>
  `{ apiVersion: v1, kind: Service, metadata: { name: web${more} }, spec: { selector: { app: web }, ports: [${ports}] } }`;

describe('a port that goes by a name', () => {
  const PORT = ', ports: [{ name: http, containerPort: 8080 }]';

  test.each(KINDS)('is looked for in a %s', (kind) => {
    const spec = podOf([], [main(', livenessProbe: { httpGet: { port: web } }')], 'restartPolicy: Never');
    expect(placesOf(namedPortsExist, spec, { kind })).toEqual(['warning containers[0].livenessProbe.httpGet.port']);
  });

  test.each<[string, string, string[]]>([
    ['is a number to a Service', '{ port: 80, targetPort: 9090 }', []],
    ['is left out by a Service', '{ port: 80 }', []],
    ['is declared for another protocol', '{ port: 80, targetPort: http, protocol: UDP }', ['warning containers']],
    ['is declared for the same one', '{ port: 80, targetPort: http, protocol: TCP }', []],
  ])('%s', (_, port, places) => {
    expect(placesOf(namedPortsExist, podOf([], [main(PORT)]), { beside: SERVICE(port) })).toEqual(places);
  });

  test('is not looked for by Services of other namespaces or other pods', () => {
    const beside = `${SERVICE('{ port: 80, targetPort: web }', ', namespace: other')}\n---\n${SERVICE('{ port: 80, targetPort: web }').replace('app: web', 'app: api')}`;
    expect(placesOf(namedPortsExist, podOf([]), { beside })).toEqual([]);
  });

  test('of an init task does not count for a Service, and neither do digits for a probe', () => {
    const spec = podOf([task(PORT)], [main(", readinessProbe: { tcpSocket: { port: '8080' } }")]);
    const [finding, ...more] = findingsOf(namedPortsExist, spec, { beside: SERVICE('{ port: 80, targetPort: http }') });
    expect([finding.message, finding.allowed, more]).toEqual([
      "Service 'web' sends to the port named 'http' (TCP), which no container declares",
      'a number: no port has a name here',
      [],
    ]);
  });

  test('of a native sidecar is seen by Services from 1.33 on', () => {
    const around = { beside: SERVICE('{ port: 80, targetPort: http }') };
    expect(placesOf(namedPortsExist, podOf([sidecar(PORT)]), { ...around, version: '1.33' })).toEqual([]);
    const [finding] = findingsOf(namedPortsExist, podOf([sidecar(PORT)]), { ...around, version: '1.32' });
    expect(finding.fix).toMatch(/target the number/);
  });
});

describe('a mount by sub path', () => {
  const RELOADED = (reloader: string, source = 'configMap: { name: settings }') =>
    podOf(
      [`{ name: reload, ${reloader}, restartPolicy: Always, volumeMounts: [{ name: settings, mountPath: /settings }] }`],
      [main(', volumeMounts: [{ name: settings, mountPath: /etc/web.conf, subPathExpr: web.conf }]')],
      `volumes: [{ name: settings, ${source} }]`,
    );
  const PLACE = ['warning containers[0].volumeMounts[0].subPathExpr'];

  test.each<[string, string, string[]]>([
    ['of a ConfigMap beside a reloader', RELOADED("image: 'quay.io/prometheus-operator/prometheus-config-reloader:v0.86.1'"), PLACE],
    ['of a Secret beside a reloader', RELOADED("image: 'jimmidyson/configmap-reload:v0.15.0'", 'secret: { secretName: s }'), PLACE],
    ['beside a command that watches', RELOADED("image: 'busybox:1.37', command: [sh, -c, 'inotifyd - /settings']"), PLACE],
    ['of what git-sync writes', RELOADED("image: 'registry.k8s.io/git-sync/git-sync:v4.4.0'", 'emptyDir: {}'), PLACE],
    ['of what another container writes', RELOADED("image: 'jimmidyson/configmap-reload:v0.15.0'", 'emptyDir: {}'), []],
    ['of a claim', RELOADED("image: 'jimmidyson/configmap-reload:v0.15.0'", 'persistentVolumeClaim: { claimName: c }'), []],
    ['beside any other container', RELOADED("image: 'shop/agent:1'"), []],
    [
      'of a volume that the reloader does not watch',
      RELOADED("image: 'configmap-reload:1'").replace('name: settings, mountPath: /settings', 'name: other, mountPath: /settings'),
      [],
    ],
  ])('%s', (_, spec, places) => {
    expect(placesOf(reloadedFilesUpdate, spec)).toEqual(places);
  });
});

describe('the grace period', () => {
  const hook = (command: string) => `, lifecycle: { preStop: { ${command} } }`;
  const GRACE = (seconds: number | undefined, more: string) =>
    podOf([sidecar()], [main(more)], seconds === undefined ? '' : `terminationGracePeriodSeconds: ${seconds}`);

  test.each<[string, string, string[]]>([
    ['is shorter than a sleep of the kubelet', GRACE(10, hook('sleep: { seconds: 15 }')), ['warning terminationGracePeriodSeconds']],
    [
      'is that of the server, and as long as a sleep',
      GRACE(undefined, hook("exec: { command: [/bin/sleep, '30'] }")),
      ['warning terminationGracePeriodSeconds'],
    ],
    ['is longer than a sleep', GRACE(20, hook("exec: { command: [/bin/bash, -c, 'sleep 15'] }")), []],
    ['is beside a hook that nobody knows the time of', GRACE(5, hook('exec: { command: [/drain] }')), []],
    ['is beside a hook that does more than sleep', GRACE(5, hook("exec: { command: [sh, -c, 'sleep 15; nginx -s quit'] }")), []],
  ])('%s', (_, spec, places) => {
    expect(placesOf(gracePeriodCoversDrains, spec)).toEqual(places);
  });

  test('fails to cover drains that follow one another, with the arithmetic', () => {
    const intent = intentOf({ main: { role: 'main', drainSeconds: 20 }, proxy: { role: 'sidecar', drainSeconds: 15 } });
    const [finding] = findingsOf(gracePeriodCoversDrains, GRACE(30, ''), { intent });
    expect(finding.message).toBe('the containers need 35 s to stop (main 20 s, then proxy 15 s: 35 s), and have 30 s');
    expect(placesOf(gracePeriodCoversDrains, GRACE(36, ''), { intent })).toEqual([]);
  });
});

describe('an autoscaler', () => {
  const SCALER = (metrics: string, more = '') =>
    `{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: web }, spec: { scaleTargetRef: { kind: StatefulSet, name: web }${more}, maxReplicas: 9, metrics: [${metrics}] } }`;
  const POD_WIDE = '{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }';
  const REQUESTS = (cpu: string) => `, resources: { requests: { cpu: ${cpu} } }`;
  const said = (spec: string, beside: string) =>
    findingsOf(scaledByContainer, spec, { kind: 'StatefulSet', beside }).map(({ severity, message }) => `${severity}: ${message}`);

  test('that goes by all containers is told what it sees', () => {
    const spec = podOf([sidecar(REQUESTS('300m'))], [main(REQUESTS('100m'))]);
    expect(said(spec, SCALER(POD_WIDE))).toEqual([
      "advice: HorizontalPodAutoscaler 'web' scales by the cpu of all containers together: it sees 25 % while main uses all that it requests and the others nothing",
    ]);
    expect(said(spec, SCALER(POD_WIDE).replace('autoscaling/v2', 'autoscaling/v1'))).toHaveLength(1);
  });

  test('that goes by an amount sees no utilization', () => {
    const spec = podOf([sidecar()]);
    expect(said(spec, SCALER('{ type: Resource, resource: { name: cpu, target: { type: AverageValue, averageValue: 1 } } }'))).toEqual([
      "advice: HorizontalPodAutoscaler 'web' scales by the cpu of all containers together",
    ]);
  });

  test('fails to reckon a utilization where a container requests nothing', () => {
    expect(said(podOf([sidecar()], [main(REQUESTS('100m'))]), SCALER(POD_WIDE))).toEqual([
      "warning: HorizontalPodAutoscaler 'web' cannot reckon the cpu utilization of the pod, because 'proxy' requests no cpu",
    ]);
  });

  test.each<[string, string]>([
    ['of something outside', '{ type: External, external: {} }'],
    ['of a container', '{ type: ContainerResource, containerResource: { name: cpu, container: main, target: { type: Utilization } } }'],
  ])('by a metric %s is right', (_, metric) => {
    expect(said(podOf([sidecar()]), SCALER(metric))).toEqual([]);
  });

  test('of another workload says nothing', () => {
    expect(said(podOf([sidecar()]), SCALER(POD_WIDE).replace('StatefulSet', 'Deployment'))).toEqual([]);
  });
});

describe('the order of the start', () => {
  const REQUESTS = (cpu: string, memory = '1Mi') => `, resources: { requests: { cpu: ${cpu}, memory: ${memory} } }`;

  test('is told what another one saves', () => {
    const spec = podOf([sidecar(REQUESTS('100m', '1Gi')), task(REQUESTS('200m', '2Gi'))], [main(REQUESTS('100m', '1Gi'))]);
    const [finding] = findingsOf(initOrderCost, spec);
    expect(finding).toMatchObject({ severity: 'advice', fieldPath: 'spec.template.spec.initContainers', value: 'proxy, prepare' });
    expect(finding.message).toBe('the order prepare, proxy would reserve 200m of cpu instead of 300m and 2Gi of memory instead of 3Gi');
  });

  test.each<[string, string, PodIntent | undefined]>([
    ['for a task that calls its own pod', task(`${REQUESTS('200m')}, env: [{ name: DB, value: 'localhost:5432' }]`), undefined],
    [
      'for a task that shares files with the sidecar',
      task(`${REQUESTS('200m')}, volumeMounts: [{ name: certs, mountPath: /c }]`),
      undefined,
    ],
    [
      'for a task that was said to wait for the sidecar',
      task(REQUESTS('200m')),
      intentOf({ prepare: { role: 'init-task', dependsOn: [{ container: 'proxy', condition: StartCondition.STARTED }] } }),
    ],
  ])('is right %s', (_, second, intent) => {
    const first = sidecar(`${REQUESTS('100m')}, volumeMounts: [{ name: certs, mountPath: /c }]`);
    const spec = podOf([first, second], [main(REQUESTS('100m'))], 'volumes: [{ name: certs, emptyDir: {} }]');
    expect(placesOf(initOrderCost, spec, { intent })).toEqual([]);
  });

  test('costs nothing where there are no native sidecars', () => {
    const spec = podOf([sidecar(REQUESTS('100m')), task(REQUESTS('200m'))], [main(REQUESTS('100m'))]);
    expect(placesOf(initOrderCost, spec, { version: '1.28' })).toEqual([]);
  });
});

describe('an init task', () => {
  const SERVES = ', ports: [{ containerPort: 5432 }]';
  const CALLS = (how: string) => task(`, ${how}`);

  test.each<[string, string]>([
    ['a URL', "env: [{ name: DB_URL, value: 'postgres://127.0.0.1:5432/shop' }]"],
    ['a host and a port', "env: [{ name: DB_HOST, value: localhost }, { name: DB_PORT, value: '5432' }]"],
    ['a command', "command: [sh, -c, 'until nc -z localhost 5432; do sleep 1; done']"],
    ['a flag for the port', "command: [pg_isready, -h, localhost, -p, '5432']"],
  ])('that calls by %s what starts later waits for ever', (_, how) => {
    expect(placesOf(initTaskFindsSidecar, podOf([CALLS(how), sidecar(SERVES)]))).toEqual(['warning initContainers[0]']);
    expect(placesOf(initTaskFindsSidecar, podOf([CALLS(how)], [main(SERVES)]))).toEqual(['warning initContainers[0]']);
    expect(placesOf(initTaskFindsSidecar, podOf([sidecar(SERVES), CALLS(how)]))).toEqual([]);
  });

  test.each<[string, string]>([
    ['another host', "env: [{ name: DB_URL, value: 'postgres://db:5432/shop' }]"],
    ['another port', "env: [{ name: DB_URL, value: 'postgres://127.0.0.1:15432/shop' }]"],
    ['a host with another port', "env: [{ name: DB_HOST, value: localhost }, { name: DB_PORT, value: '3306' }]"],
  ])('that calls %s is right', (_, how) => {
    expect(placesOf(initTaskFindsSidecar, podOf([CALLS(how), sidecar(SERVES)]))).toEqual([]);
  });

  test('of the image of a later container may serve the port itself', () => {
    const same = CALLS("args: ['--db=localhost:5432']").replace('shop/prepare:4.2', 'shop/web:4.2');
    expect(placesOf(initTaskFindsSidecar, podOf([same], [main(SERVES)]))).toEqual([]);
  });

  test('that was said to wait for a later one waits for ever', () => {
    const intent = intentOf({ prepare: { role: 'init-task', dependsOn: [{ container: 'proxy', condition: StartCondition.HEALTHY }] } });
    expect(placesOf(initTaskFindsSidecar, podOf([task(), sidecar()]), { intent })).toEqual(['warning initContainers[0]']);
    expect(placesOf(initTaskFindsSidecar, podOf([sidecar(), task()]), { intent })).toEqual([]);
  });
});

describe('a native sidecar that main calls', () => {
  const CALLER = main(", args: ['--db=127.0.0.1:5432']");

  test.each<[string, string, string[]]>([
    ['has its port in its arguments', sidecar(", args: ['-listen=:5432']"), ['advice initContainers[0]']],
    ['has another port in its arguments', sidecar(", args: ['-listen=:15432', '-level=5432.1']"), []],
    ['has a startup probe', sidecar(', ports: [{ containerPort: 5432 }], startupProbe: { tcpSocket: { port: 5432 } }'), []],
    [
      'has a liveness probe only',
      sidecar(', ports: [{ containerPort: 5432 }], livenessProbe: { tcpSocket: { port: 5432 } }'),
      ['advice initContainers[0]'],
    ],
  ])('%s', (_, proxy, places) => {
    expect(placesOf(neededSidecarGatesMain, podOf([proxy], [CALLER]))).toEqual(places);
  });

  test('is left to the rule on ambassadors where it states nothing of its health', () => {
    const endpoints = [{ port: 5432, protocol: 'TCP' as const, bind: BindAddress.LOOPBACK }];
    const intent = intentOf({ main: { role: 'main' }, proxy: { role: 'ambassador', endpoints } });
    expect(placesOf(neededSidecarGatesMain, podOf([sidecar()], [CALLER]), { intent })).toEqual([]);
  });

  test('weighs more where main was said to wait for its health', () => {
    const wait = (condition: StartCondition) =>
      intentOf({ main: { role: 'main', dependsOn: [{ container: 'proxy', condition }] }, proxy: { role: 'sidecar' } });
    expect(placesOf(neededSidecarGatesMain, podOf([sidecar()]), { intent: wait(StartCondition.HEALTHY) })).toEqual([
      'warning initContainers[0]',
    ]);
    expect(placesOf(neededSidecarGatesMain, podOf([sidecar()]), { intent: wait(StartCondition.STARTED) })).toEqual([]);
  });
});

describe('a guard', () => {
  const GUARD = (image: string) =>
    `{ name: guard, image: '${image}', args: ['--upstream=http://localhost:8080'], ports: [{ containerPort: 4180 }] }`;
  const GUARDED = (image: string) => podOf([], [main(), GUARD(image)]);

  test.each<[string, string, string, string[]]>([
    [
      'that is known, with a Service past it',
      'quay.io/brancz/kube-rbac-proxy:v0.19.1',
      '{ port: 80, targetPort: 8080 }',
      ['warning containers[0]'],
    ],
    ['that is known, with a Service of the same port past it', 'oauth2-proxy@sha256:0', '{ port: 8080 }', ['warning containers[0]']],
    ['that is known, with a Service to it', 'quay.io/brancz/kube-rbac-proxy:v0.19.1', '{ port: 80, targetPort: 4180 }', []],
    ['that is none', 'shop/kube-rbac-proxy-docs:1', '{ port: 80, targetPort: 8080 }', []],
  ])('%s', (_, image, port, places) => {
    expect(placesOf(guardIsTheWayIn, GUARDED(image), { beside: SERVICE(port) })).toEqual(places);
  });

  test('that was said to guard another port leaves this one open', () => {
    const around = { beside: SERVICE('{ port: 80, targetPort: 8080 }') };
    const guarding = (guardedPort: number) => intentOf({ main: { role: 'main' }, guard: { role: 'guard', guardedPort } });
    expect(placesOf(guardIsTheWayIn, GUARDED('shop/g:1'), { ...around, intent: guarding(9090) })).toEqual([]);
    expect(placesOf(guardIsTheWayIn, GUARDED('shop/g:1'), { ...around, intent: guarding(8080) })).toEqual(['warning containers[0]']);
  });
});

describe('an ambassador', () => {
  const endpoints = [{ port: 5432, protocol: 'TCP' as const, bind: BindAddress.LOOPBACK }];
  const intent = (addressVariables?: string[]) =>
    intentOf({ main: { role: 'main' }, proxy: { role: 'ambassador', endpoints, addressVariables } });

  test.each<[string, string, string[]]>([
    ['of which nobody tells main', podOf([sidecar()]), ['advice initContainers[0]']],
    ['of which a file may tell main', podOf([sidecar()], [main(', envFrom: [{ configMapRef: { name: settings } }]')]), []],
    ['of which an init task knows', podOf([sidecar(), task(", args: ['localhost:5432']")]), []],
    ['of which main knows another port', podOf([sidecar()], [main(", args: ['localhost:6432']")]), ['advice initContainers[0]']],
  ])('%s', (_, spec, places) => {
    expect(placesOf(mainKnowsItsAmbassador, spec, { intent: intent() })).toEqual(places);
    expect(placesOf(mainKnowsItsAmbassador, spec, { intent: intent(['DB']) })).toEqual([]);
  });
});

describe('a pod that is not restarted', () => {
  const PROBED = ', startupProbe: { exec: { command: [/ready] } }';
  const ONCE = 'restartPolicy: Never';

  test.each<[string, string, string[]]>([
    [
      'waits for a sidecar beside a main with a probe',
      podOf([sidecar(PROBED)], [main(', readinessProbe: { exec: {} }')], ONCE),
      ['warning initContainers[0].startupProbe'],
    ],
    [
      'waits for the second of two sidecars',
      podOf([sidecar(PROBED), sidecar(PROBED).replace('proxy', 'two')], [main()], ONCE),
      ['warning initContainers[1].startupProbe'],
    ],
    ['does not wait for one sidecar alone', podOf([sidecar(PROBED)], [main()], ONCE), []],
    ['does not wait for a sidecar without a startup probe', podOf([sidecar()], [main(', readinessProbe: { exec: {} }')], ONCE), []],
  ])('%s', (_, spec, places) => {
    expect(placesOf(startupProbeInRunOncePod, spec, { kind: 'Job', version: '1.32' })).toEqual(places);
    expect(placesOf(startupProbeInRunOncePod, spec, { kind: 'Job', version: '1.28' })).toEqual([]);
    expect(placesOf(startupProbeInRunOncePod, spec, { kind: 'Job', version: '1.33' })).toEqual([]);
  });
});
