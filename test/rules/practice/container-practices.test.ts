import { WORKLOAD_KINDS } from '../../../src/manifest/workload-kind';
import { containerRequests } from '../../../src/rules/practice/container-requests';
import { fixedImageTag } from '../../../src/rules/practice/fixed-image-tag';
import { numericUser } from '../../../src/rules/practice/numeric-user';
import { qosAsMeant } from '../../../src/rules/practice/qos-as-meant';
import { secretsNotInPlainText } from '../../../src/rules/practice/secrets-not-in-plain-text';
import { volumeSizeLimit } from '../../../src/rules/practice/volume-size-limit';
import { writableDirectories } from '../../../src/rules/practice/writable-directories';
import { KINDS, findingsOf, placesOf } from './practice-findings';

const ONE = (more: string) => `containers: [{ name: main, image: 'shop/web:4.2', ${more} }]`;

test.each(KINDS)('the practices of a container are judged in a %s, at the path of its pod', (kind) => {
  const spec = 'securityContext: { runAsNonRoot: true }\ncontainers: [{ name: main, image: web, env: [{ name: TOKEN, value: abc }] }]';
  const base = [...WORKLOAD_KINDS[kind].templatePath, 'spec'].join('.');
  const paths = [containerRequests, fixedImageTag, numericUser, secretsNotInPlainText].flatMap((rule) =>
    findingsOf(rule, spec, { kind }).map(({ fieldPath }) => fieldPath),
  );
  expect(paths).toEqual([
    `${base}.containers[0].resources`,
    `${base}.containers[0].image`,
    `${base}.securityContext.runAsNonRoot`,
    `${base}.containers[0].env[0].value`,
  ]);
});

describe('requests', () => {
  test.each<[string, string, string[]]>([
    ['of both resources are enough', 'resources: { requests: { cpu: 1, memory: 1Gi } }', []],
    ['that are null are none', 'resources: { requests: { cpu: null }, limits: { memory: 1Gi } }', ['advice containers[0].resources']],
    [
      'of other resources are not what is asked for',
      'resources: { requests: { ephemeral-storage: 1Gi } }',
      ['advice containers[0].resources'],
    ],
  ])('%s', (_, more, places) => {
    expect(placesOf(containerRequests, ONE(more))).toEqual(places);
  });

  test('are not asked of init tasks, and are of native sidecars', () => {
    const sidecar = "{ name: agent, image: 'shop/agent:2.1', restartPolicy: Always }";
    const spec = `initContainers: [{ name: prepare, image: 'busybox:1.37' }, ${sidecar}]\n${ONE('resources: { limits: { cpu: 1, memory: 1Gi } }')}`;
    expect(findingsOf(containerRequests, spec).map(({ message }) => message)).toEqual(["'agent' requests no cpu and no memory"]);
  });
});

describe('the user of a container', () => {
  test('is asked for once where the pod forbids root to several containers', () => {
    const spec =
      "securityContext: { runAsNonRoot: true }\ncontainers: [{ name: a, image: 'a:1' }, { name: b, image: 'b:1' }, { name: c, image: 'c:1', securityContext: { runAsUser: 1 } }]";
    expect(findingsOf(numericUser, spec).map(({ message }) => message)).toEqual([expect.stringContaining("for 'a', 'b':")]);
  });

  test('fails to start as root where the pod says both', () => {
    const spec = `securityContext: { runAsNonRoot: true, runAsUser: 0 }\n${ONE('')}`;
    expect(placesOf(numericUser, spec)).toEqual(['warning securityContext.runAsUser']);
  });

  test('is not a number on Windows', () => {
    expect(placesOf(numericUser, `os: { name: windows }\nsecurityContext: { runAsNonRoot: true }\n${ONE('')}`)).toEqual([]);
  });
});

describe('the tag of an image', () => {
  test.each([
    ['web', true],
    ['registry:5000/shop/web', true],
    ['registry:5000/shop/web:latest', true],
    ['web:latest@sha256:0e3dc1ba6e5a2d4a1b1c2f9e7a4c1d5e6f708192a3b4c5d6e7f8091a2b3c4d5e', false],
    ['web@sha256:0e3dc1ba6e5a2d4a1b1c2f9e7a4c1d5e6f708192a3b4c5d6e7f8091a2b3c4d5e', false],
    ['web:latest-alpine', false],
    ['web:4', false],
    ['{{ .Values.image }}', false],
    ['${IMAGE}', false],
    ['', false],
  ])('of %s floats: %s', (image, floats) => {
    expect(placesOf(fixedImageTag, `containers: [{ name: main, image: '${image}' }]`)).toEqual(
      floats ? ['advice containers[0].image'] : [],
    );
  });

  test('of an image volume counts as well', () => {
    const spec = `${ONE('')}\nvolumes: [{ name: model, image: { reference: shop/model } }, { name: data, image: { reference: 'shop/data:1' } }]`;
    expect(placesOf(fixedImageTag, spec)).toEqual(['advice volumes[0].image.reference']);
  });
});

describe('a variable', () => {
  test.each([
    ['DB_PASSWORD', 's3cr3t'],
    ['PGPASSWORD', '12345'],
    ['DB_PASS', 'hunter2'],
    ['DB_PASSWORD_2', 'hunter2'],
    ['GITHUB_TOKEN', 'ghp_0123'],
    ['STRIPE_API_KEY', 'sk_live_1'],
    ['STRIPE_APIKEY', 'sk_live_1'],
    ['SECRET_KEY', 'django-insecure'],
    ['client_secret', 'abc'],
    ['AWS_CREDENTIALS', 'abc:def'],
    ['REDIS_URL', 'redis://:s3cr3t@cache:6379'],
    ['DB', 'Server=db;User Id=sa;Password=s3cr3t'],
    ['DB', 'jdbc:postgresql://db/shop?user=shop&password=s3cr3t'],
  ])('%s has a secret, and its value is not repeated', (name, value) => {
    const [finding] = findingsOf(secretsNotInPlainText, ONE(`env: [{ name: ${name}, value: '${value}' }]`));
    expect(finding).toMatchObject({ severity: 'warning', value: name });
    expect(JSON.stringify(finding)).not.toContain(value);
  });

  test.each([
    ['DB_PASSWORD', ''],
    ['DB_PASSWORD', '$(OTHER)'],
    ['DB_PASSWORD_FILE', '/run/secrets/db'],
    ['DB_PASSWORD', '/run/secrets/db'],
    ['DB_PASSWORD_KEY_NAME', 'password'],
    ['TOKEN_URL', 'https://login.example.com/token'],
    ['SECRET_NAME', 'db'],
    ['TLS_SECRET', 'web-tls'],
    ['MAX_TOKEN', '4096'],
    ['ALLOW_EMPTY_PASSWORD', 'yes'],
    ['DB_PASSWORD', 'vault:secret/data/db#password'],
    ['DB_PASSWORD', '${DB_PASSWORD}'],
    ['TLS_PRIVATE_KEY', 'tls.key'],
    ['API_KEY', '<your key>'],
    ['TOKENIZER', 'bpe'],
    ['COMPASS', 'north'],
    ['DB_URL', 'postgres://shop@db:5432/shop'],
    ['DB_URL', 'postgres://shop:$(DB_PASSWORD)@db:5432/shop'],
    ['DB_URL', 'postgres://shop:<password>@db:5432/shop'],
    ['PROXY', 'http://proxy.example.com:3128/a@b'],
  ])('%s with %j has none', (name, value) => {
    expect(placesOf(secretsNotInPlainText, ONE(`env: [{ name: ${name}, value: '${value}' }]`))).toEqual([]);
  });

  test('that comes from a Secret has none', () => {
    const env = 'env: [{ name: TOKEN, valueFrom: { secretKeyRef: { name: api, key: token } } }, null]';
    expect(placesOf(secretsNotInPlainText, ONE(env))).toEqual([]);
  });
});

describe('the size of an emptyDir', () => {
  const VOLUME = (source: string, ofContainer = '') =>
    `${ONE(`volumeMounts: [{ name: work, mountPath: /work }]${ofContainer}`)}\nvolumes: [${source}]`;

  test.each<[string, string, string[]]>([
    [
      'is bounded by limits of the whole pod',
      `${VOLUME('{ name: work, emptyDir: { medium: Memory } }')}\nresources: { limits: { memory: 1Gi } }`,
      [],
    ],
    [
      'is not bounded by a limit of memory where it is on disk',
      VOLUME('{ name: work, emptyDir: {} }', ', resources: { limits: { memory: 1Gi } }'),
      ['advice volumes[0].emptyDir'],
    ],
    ['does not matter where nobody mounts it', `${ONE('')}\nvolumes: [{ name: work, emptyDir: {} }]`, []],
  ])('%s', (_, spec, places) => {
    expect(placesOf(volumeSizeLimit, spec)).toEqual(places);
  });
});

describe('the class of a pod', () => {
  const GUARANTEED = 'resources: { limits: { cpu: 1, memory: 1Gi } }';
  const WITH = (agent: string, more = '') =>
    `initContainers: [{ name: agent, image: 'shop/agent:2.1', ${agent} }]\n${ONE(GUARANTEED)}${more}`;

  test('is lost by an init task as well, and the finding says by whom', () => {
    const [finding] = findingsOf(qosAsMeant, WITH('resources: { requests: { cpu: 1 } }'));
    expect(finding).toMatchObject({ severity: 'advice', fieldPath: 'spec.template.spec.initContainers[0].resources' });
    expect(finding.message).toBe(
      "'main' requests all that its limits allow, and the pod is Burstable nevertheless: container 'agent' has no limit of cpu and memory",
    );
  });

  test.each<[string, string]>([
    ['is kept where all say the same', WITH(GUARANTEED)],
    ['is that of the pod itself where it says so', WITH('', '\nresources: { limits: { cpu: 2, memory: 2Gi } }')],
    ['is its own where main is alone', ONE(GUARANTEED)],
    ['is not meant by limits of zero', WITH('').replace(GUARANTEED, 'resources: { limits: { cpu: 0, memory: 0 } }')],
  ])('%s', (_, spec) => {
    expect(placesOf(qosAsMeant, spec)).toEqual([]);
  });
});

describe('a read-only root', () => {
  const LOCKED = (image: string, mounts = '') =>
    `containers: [{ name: main, image: '${image}', securityContext: { readOnlyRootFilesystem: true }, volumeMounts: [${mounts}] }]\n` +
    'volumes: [{ name: work, emptyDir: {} }, { name: settings, configMap: { name: settings } }]';
  const PLACE = 'warning containers[0].securityContext.readOnlyRootFilesystem';

  test.each<[string, string, string[]]>([
    ['stops nginx', LOCKED('nginx:1.29'), [PLACE]],
    ['stops nginx of another registry', LOCKED('registry:5000/nginx'), [PLACE]],
    ['stops nginx with its cache alone', LOCKED('nginx:1.29', '{ name: work, mountPath: /var/cache }'), [PLACE]],
    ['lets nginx run with both', LOCKED('nginx:1.29', '{ name: work, mountPath: /var/cache }, { name: work, mountPath: /var/run }'), []],
    ['lets nginx run with its own configuration', LOCKED('nginx:1.29', '{ name: settings, mountPath: /etc/nginx }'), []],
    ['stops it with that of its sites only', LOCKED('nginx:1.29', '{ name: settings, mountPath: /etc/nginx/conf.d }'), [PLACE]],
    ['is not there to stop it', "containers: [{ name: main, image: 'nginx:1.29' }]", []],
    ['says nothing of an exporter for nginx', LOCKED('nginx/nginx-prometheus-exporter:1.5.3'), []],
    ['stops postgres', LOCKED('postgres:17'), [PLACE]],
    ['says nothing of an operator of postgres', LOCKED('zalando/postgres-operator:1.14'), []],
  ])('%s', (_, spec, places) => {
    expect(placesOf(writableDirectories, spec)).toEqual(places);
  });

  test.each<[string, string, string]>([
    ['which nobody mounts', '', '/tmp, /cache'],
    ['of which one is mounted to read', '{ name: work, mountPath: /tmp }, { name: work, mountPath: /cache, readOnly: true }', '/cache'],
    ['of which one is hidden by a deeper mount', '{ name: work, mountPath: / }, { name: settings, mountPath: /cache }', '/cache'],
    ['which lie in a claim of the StatefulSet', '{ name: data, mountPath: /tmp }, { name: work, mountPath: /cache }', ''],
  ])('fails writes to declared directories %s', (_, mounts, missing) => {
    const intent = {
      volumes: {},
      containers: { main: { role: 'main' as const, endpoints: [], shares: [], dependsOn: [], writesTo: ['/tmp', '/cache'] } },
    };
    const messages = findingsOf(writableDirectories, LOCKED('nginx:1.29', mounts), { kind: 'StatefulSet', intent }).map(
      ({ message }) => message,
    );
    expect(messages).toEqual(missing ? [`'main' writes to ${missing}, where no volume is that it can write to`] : []);
  });
});
