import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { podTimeline } from '../../../src/reports/timeline/pod-timeline';
import { svgDocument } from '../../../src/reports/timeline/svg-drawing';
import { DARK_THEME, LIGHT_THEME } from '../../../src/reports/timeline/svg-theme';
import { timelineSvg } from '../../../src/reports/timeline/timeline-svg';
import { assertWellFormed } from './assert-well-formed';
import { podOf, sidecar } from './pod-of';

const { V1_28, V1_35 } = KubernetesVersion;
const PROBE = { tcpSocket: { port: 5432 } };

function svgOf(pod: ReturnType<typeof podOf>, { theme = LIGHT_THEME, version = V1_35 } = {}): string {
  return svgDocument([timelineSvg(podTimeline(pod, version), theme)], 'Timeline of <shop> & "co"', theme);
}

test('a drawing is a well-formed document of 800 pixels with a title', () => {
  const svg = svgOf(podOf(['unpack', sidecar('proxy', { startupProbe: PROBE })], ['web']));
  assertWellFormed(svg);
  expect(svg).toContain('width="800"');
  expect(svg).toContain('<title>Timeline of &lt;shop&gt; &amp; &quot;co&quot;</title>');
});

test('every container has a row, and every note its number', () => {
  const svg = svgOf(podOf(['unpack', sidecar('proxy', { startupProbe: PROBE })], ['web', 'metrics']));
  for (const name of ['unpack', 'proxy', 'web', 'metrics']) expect(svg).toContain(`>${name}</text>`);
  const circles = [...svg.matchAll(/<circle /g)];
  // Each number stands above the chart and before its note.
  expect(circles).toHaveLength(2 * 6);
});

test('a dark drawing has the same elements as a light one in other colours', () => {
  const pod = podOf([sidecar('proxy', { startupProbe: PROBE })], ['web']);
  const light = svgOf(pod);
  const dark = svgOf(pod, { theme: DARK_THEME });
  const withoutColours = (svg: string) => svg.replace(/#[0-9a-f]{6}/g, '#');
  expect(withoutColours(dark)).toBe(withoutColours(light));
  expect(dark).not.toBe(light);
  for (const colour of [LIGHT_THEME.background, LIGHT_THEME.text]) expect(dark).not.toContain(`fill="${colour}"`);
});

test('names that a manifest should not have break nothing', () => {
  const long = `${'<&">'.repeat(40)}\u0000\u001b漢`;
  const svg = svgOf(podOf([sidecar(long)], ['']));
  assertWellFormed(svg);
  expect(svg).toContain('(no name)');
  expect(svg).not.toMatch(/[\u0000\u001b]/);
});

test('many phases make a wider drawing', () => {
  const names = Array.from({ length: 40 }, (_, index) => `task-${index}`);
  const svg = svgOf(podOf(names, ['web']));
  assertWellFormed(svg);
  expect(Number(/width="(\d+)"/.exec(svg)?.[1])).toBeGreaterThan(800);
});

test('what never starts is said so, and what never stops has no period to stop', () => {
  const svg = svgOf(podOf([sidecar('logs')], ['web']), { version: V1_28 });
  expect(svg).toContain('never starts');
  expect(svg).not.toContain('together');
  assertWellFormed(svgOf(podOf([], [])));
});

test('fails: the check of documents knows a tag that is not closed', () => {
  expect(() => assertWellFormed('<svg><g></svg>\n')).toThrow("'</svg>' closes 'g'");
  expect(() => assertWellFormed('<svg a=1/>')).toThrow('not XML');
  expect(() => assertWellFormed('<svg>&nbsp</svg>')).toThrow('not XML');
});
