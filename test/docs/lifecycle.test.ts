import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { podTimeline } from '../../src/reports/timeline/pod-timeline';
import { timelineSteps } from '../../src/reports/timeline/timeline-steps';
import { assertWellFormed } from '../reports/timeline/assert-well-formed';
import { LIFECYCLE_PAGE, SITUATIONS, lifecyclePage, podOf } from './lifecycle-page';

const ROOT = join(__dirname, '..', '..');

const page = lifecyclePage();

test.each(Object.keys(page))('%s is what the examples say (else run: npm run docs:lifecycle)', (path) => {
  expect(readFileSync(join(ROOT, path), 'utf8')).toBe(page[path]);
});

test('every example of the lifecycle is taught', () => {
  expect(readdirSync(join(ROOT, 'examples', 'lifecycle')).sort()).toEqual([...SITUATIONS].sort());
});

test('every picture is well-formed and no wider than a page', () => {
  const pictures = Object.entries(page).filter(([path]) => path.endsWith('.svg'));
  expect(pictures).toHaveLength(2 * SITUATIONS.length);
  for (const [, svg] of pictures) {
    assertWellFormed(svg);
    expect(svg).toContain('width="800"');
  }
});

test('every picture and page that the page links to is there', () => {
  const links = [...page[LIFECYCLE_PAGE].matchAll(/(?:\]\(|src="|srcset=")((?!https?:|#)[^)"#]+)/g)].map(([, path]) => path);
  expect(links.length).toBeGreaterThan(2 * SITUATIONS.length);
  expect(links.filter((link) => !existsSync(join(ROOT, dirname(LIFECYCLE_PAGE), link)))).toEqual([]);
});

test('fails: a page without a mark is refused', () => {
  expect(() => lifecyclePage('# Nothing\n')).toThrow('has no <!-- proxy-before-app: code -->');
});

/** The order in which the timelines expect containers to start and to be stopped: a run on a node is held against the same steps. */
const EXPECTED: Record<(typeof SITUATIONS)[number], { start: string[]; stop: string[] }> = {
  'proxy-before-app': { start: ['db-proxy', 'shop'], stop: ['shop', 'db-proxy'] },
  'migration-through-the-proxy': { start: ['unpack', 'db-proxy', 'migrate', 'shop'], stop: ['shop', 'db-proxy'] },
  'log-shipper-that-flushes': { start: ['log-shipper', 'shop'], stop: ['shop', 'log-shipper'] },
  'job-with-metrics-sidecar': { start: ['metrics', 'report'], stop: ['metrics'] },
  'config-helper': { start: ['config-first-render', 'config', 'site'], stop: ['site', 'config'] },
  'sidecars-in-order': { start: ['certificates', 'mesh', 'shop'], stop: ['shop', 'mesh', 'certificates'] },
};

test.each(SITUATIONS)('%s: containers start and stop in the order that the page teaches', (situation) => {
  const steps = timelineSteps(podTimeline(podOf(situation), KubernetesVersion.DEFAULT));
  const of = (wanted: 'start' | 'stop') => steps.filter(({ action }) => action === wanted).map(({ container }) => container);
  expect({ start: of('start'), stop: of('stop') }).toEqual(EXPECTED[situation]);
});
