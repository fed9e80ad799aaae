import { SHOW_FORMATS } from '../../../src/reports/pod-view/show-formats';
import { ShowOptions, ShowReport } from '../../../src/reports/pod-view/show-report';
import { assertWellFormed } from '../timeline/assert-well-formed';
import { SHOP, reportOf } from './shop';

const OPTIONS: ShowOptions = { width: 80, colours: false, theme: 'light' };
const TWO = `${SHOP}---
apiVersion: batch/v1
kind: Job
metadata: { name: "quo\\"te<|>#\\e[31m" }
spec: { template: { spec: { restartPolicy: Never, containers: [{ name: "a\\e[2J\\"b" }], volumes: [{ name: lonely }] } } }
`;

function render(name: string, report: ShowReport, options: Partial<ShowOptions> = {}): string {
  const format = SHOW_FORMATS.find((each) => each.name === name);
  if (!format) throw new Error(`no format ${name}`);
  return format.render(report, { ...OPTIONS, ...options });
}

describe('text', () => {
  test('shows containers, volumes, ports, timeline and cost', () => {
    expect(render('text', reportOf(SHOP))).toBe(`Deployment shop in namespace store, Kubernetes 1.35
Containers
  web       main, container             web:2
  db-proxy  ambassador, native sidecar  proxy:3
  migrate   init task, init container   migrate:1
Volumes
  cache   emptyDir, in memory, at m…  web mounts /cache
  schema  ConfigMap schema-1          migrate reads /schema; web reads /sql
                                      (current)
  spare   Secret keys                 nobody mounts it
Ports
  5432/TCP       db-proxy          loopback: this pod only; Service
                                   shop-headless port 5432 (headless) does not
                                   reach it
  8080/TCP http  web               the pod's address; Service shop port 80;
                                   Service shop-headless port 8080 (headless);
                                   port 80 of the node
  9000/TCP       declared by none  the pod's address; Service shop port 9000
  8080/UDP       declared by none  the pod's address; Service shop-headless port
                                   8080 (headless)
Timeline
            start                            runs       stop
                       1          2          3          4          5          6
  db-proxy  ░░░░░░░░░░░████████████████████████████████████████████▒▒▒▒▒▒▒▒▒▒
  migrate              ██████████
  web                             ██████████████████████▒▒▒▒▒▒▒▒▒▒
            █ runs  ░ does not serve yet  ▒ has got SIGTERM
  1  the startup probe of db-proxy passes: \`check\`, every 1 s, at most 3 times
  2  migrate has run to its end
  3  the pod is ready: no readiness probe says otherwise
  4  the pod is deleted: web gets SIGTERM and takes up to 20 s
  5  web has exited: db-proxy gets SIGTERM and takes up to 5 s
  6  whatever still runs 30 s after the deletion is killed
Cost
  cpu         400m         the init task migrate 300m beside db-proxy 100m
  could save  100m of cpu  in the order migrate, db-proxy
  QoS         Burstable    container 'db-proxy' has no limit of cpu and memory,
                           and so it is with 2 more
`);
  });

  test.each([80, 100, 140])('keeps to %i columns', (width) => {
    const lines = render('text', reportOf(TWO), { width }).split('\n');
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(width);
  });

  test('puts each pod under its own heading, which is bold on a terminal', () => {
    const text = render('text', reportOf(TWO), { colours: true });
    expect(text).toContain('\u001b[1mDeployment shop in namespace store, Kubernetes 1.35\u001b[0m\n');
    expect(text).toContain('\n\n\n\u001b[1mJob quo"te');
  });

  test('does not let a manifest move the cursor', () => {
    expect(render('text', reportOf(TWO))).not.toContain('\u001b');
  });

  test('says of which kinds nobody knows whether they have a pod', () => {
    const report = { ...reportOf(''), unknownKinds: { 'argoproj.io/v1alpha1 Rollout': 2 } };
    expect(render('text', report)).toBe("Not shown, because the kind is not one of Kubernetes' own: 2 ×\nargoproj.io/v1alpha1 Rollout\n");
  });
});

describe('json', () => {
  test('is the whole report', () => {
    expect(JSON.parse(render('json', reportOf(SHOP)))).toEqual(JSON.parse(JSON.stringify(reportOf(SHOP))));
  });
});

describe('svg', () => {
  test.each(['light', 'dark'] as const)('is one well-formed document for all pods, %s', (theme) => {
    const svg = render('svg', reportOf(TWO), { theme });
    assertWellFormed(svg);
    for (const text of ['Deployment shop in namespace store', 'Job quo&quot;te', 'Containers', 'Ports', 'Cost']) {
      expect(svg).toContain(text);
    }
  });

  test('writes no line beyond its width', () => {
    const svg = render('svg', reportOf(SHOP));
    for (const [, x, text] of svg.matchAll(/<text x="([\d.]+)"[^>]*?>([^<]*)</g)) expect(Number(x) + text.length * 4).toBeLessThan(800);
  });
});

describe('mermaid', () => {
  const lines = render('mermaid', reportOf(TWO)).trimEnd().split('\n');

  test('is a flow chart of lines that Mermaid knows', () => {
    const id = 'pod\\d+(?:_[cvs]\\d+)?';
    const text = '"[^"<>|`]*(?:<br/>[^"<>|`]*)?"';
    const known = [
      /^flowchart LR$/,
      new RegExp(`^  subgraph pod\\d+\\[${text}\\]$`),
      new RegExp(`^    ${id}\\[${text}\\]:::(?:main|companion|initTask)$`),
      new RegExp(`^    ${id}\\[\\(${text}\\)\\]$`),
      new RegExp(`^  ${id}\\(\\[${text}\\]\\)$`),
      new RegExp(`^    ${id} -->\\|${text}\\| ${id}$`),
      new RegExp(`^    ${id} -\\.->\\|(?:reads|writes|mounts)\\| ${id}$`),
      new RegExp(`^  ${id} -->\\|${text}\\| ${id}$`),
      /^  end$/,
      /^  classDef \w+ fill:#[0-9a-f]{6},stroke:#[0-9a-f]{6},color:#[0-9a-f]{6}$/,
    ];
    expect(lines.filter((line) => !known.some((pattern) => pattern.test(line)))).toEqual([]);
  });

  test('closes every subgraph and uses no node that it does not declare', () => {
    expect(lines.filter((line) => line === '  end')).toHaveLength(lines.filter((line) => line.startsWith('  subgraph')).length);
    const declared = new Set(lines.flatMap((line) => /^ +(?:subgraph )?(pod\w+)[[(]/.exec(line)?.[1] ?? []));
    const used = lines.flatMap((line) => {
      const edge = /^ +(\w+) -\.?->\|.*\| (\w+)$/.exec(line);
      return edge ? [edge[1], edge[2]] : [];
    });
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((id) => !declared.has(id))).toEqual([]);
  });

  test('says what is waited for, who reads what, and which Service leads where', () => {
    expect(lines).toContain('    pod1_c1 -->|"the startup probe of db-proxy passes: #96;check#96;, every 1 s, at most 3 times"| pod1_c2');
    expect(lines).toContain('    pod1_v2 -.->|reads| pod1_c2');
    expect(lines).toContain('  pod1_s1 -->|"80 to 8080"| pod1_c3');
    expect(lines).toContain('  pod1_s1 -->|"9000 to 9000"| pod1');
  });

  test('leaves out volumes that nobody mounts', () => {
    expect(lines.join('\n')).not.toContain('spare');
    expect(lines.join('\n')).not.toContain('lonely');
  });
});
