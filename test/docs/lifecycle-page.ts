import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject, asString, objectsOf } from '../../src/manifest/json';
import { PodModel } from '../../src/manifest/pod-model';
import { podTimeline } from '../../src/reports/timeline/pod-timeline';
import { svgDocument } from '../../src/reports/timeline/svg-drawing';
import { SVG_THEMES } from '../../src/reports/timeline/svg-theme';
import { timelineSvg } from '../../src/reports/timeline/timeline-svg';
import { runExample } from '../readme/run-example';

const ROOT = join(__dirname, '..', '..');

/** The page that teaches start and stop. */
export const LIFECYCLE_PAGE = 'docs/lifecycle.md';

/** The situations that the page teaches, by the names of their examples. */
export const SITUATIONS = [
  'proxy-before-app',
  'migration-through-the-proxy',
  'log-shipper-that-flushes',
  'job-with-metrics-sidecar',
  'config-helper',
  'sidecars-in-order',
] as const;

/** The pod that an example synthesizes, with the roles of its containers. */
export function podOf(situation: string): PodModel {
  const kept = process.env.POD_PATTERNS_KEEP_INTENT;
  process.env.POD_PATTERNS_KEEP_INTENT = 'true';
  try {
    const { manifest, error } = runExample(codeOf(situation));
    if (error !== undefined) throw new Error(`${situation}: ${error}`);
    const pods = parseAllDocuments(manifest).flatMap((document) => PodModel.readAll(document.toJS()));
    if (pods.length !== 1) throw new Error(`${situation}: expected one pod, found ${pods.length}`);
    return pods[0];
  } finally {
    if (kept === undefined) delete process.env.POD_PATTERNS_KEEP_INTENT;
    else process.env.POD_PATTERNS_KEEP_INTENT = kept;
  }
}

/**
 * The page and its pictures as they should be, by their paths: what stands behind a mark is written anew from the situation's example.
 *
 * @param page the page as it is
 */
export function lifecyclePage(page: string = readFileSync(join(ROOT, LIFECYCLE_PAGE), 'utf8')): Record<string, string> {
  const files: Record<string, string> = {};
  let text = page;
  for (const situation of SITUATIONS) {
    const pod = podOf(situation);
    text = behindMark(text, `${situation}: code`, `\`\`\`ts\n${shownCode(situation)}\n\`\`\``);
    text = behindMark(text, `${situation}: computed`, `\`\`\`yaml\n${stringify(computed(pod), { lineWidth: 0 })}\`\`\``);
    text = behindMark(text, `${situation}: picture`, picture(situation));
    const timeline = podTimeline(pod, KubernetesVersion.DEFAULT);
    for (const theme of ['light', 'dark'] as const) {
      files[imageOf(situation, theme)] = svgDocument([timelineSvg(timeline, SVG_THEMES[theme])], titleOf(situation), SVG_THEMES[theme]);
    }
  }
  return { [LIFECYCLE_PAGE]: text, ...files };
}

/** The file of an example's picture. */
function imageOf(situation: string, theme: 'light' | 'dark'): string {
  return `docs/images/lifecycle-${situation}${theme === 'dark' ? '-dark' : ''}.svg`;
}

function codeOf(situation: string): string {
  return readFileSync(join(ROOT, 'examples', 'lifecycle', situation, 'main.ts'), 'utf8');
}

/** The part of an example's code that says what its pod is: what stands between its chart and its synth. */
function shownCode(situation: string): string {
  const [, shown] = /^const chart = .*\n([\s\S]*?)^app\.synth\(\);$/m.exec(codeOf(situation)) ?? [];
  if (shown === undefined) throw new Error(`${situation}: no chart and no synth in its main.ts`);
  return shown.trim();
}

/** What the library worked out: the order of the containers, what the start waits for, and the time to stop. */
function computed(pod: PodModel): JsonObject {
  const entriesOf = (list: string) =>
    objectsOf(pod.spec[list]).map(({ object: { name, restartPolicy, startupProbe } }) => ({
      name,
      ...(restartPolicy === undefined ? {} : { restartPolicy }),
      ...(startupProbe === undefined ? {} : { startupProbe }),
    }));
  const seconds = pod.spec.terminationGracePeriodSeconds;
  return {
    initContainers: entriesOf('initContainers'),
    containers: entriesOf('containers'),
    ...(seconds === undefined ? {} : { terminationGracePeriodSeconds: seconds }),
  };
}

function picture(situation: string): string {
  const source = (theme: 'light' | 'dark') => imageOf(situation, theme).replace('docs/', '');
  return [
    '<picture>',
    `  <source media="(prefers-color-scheme: dark)" srcset="${source('dark')}">`,
    `  <img src="${source('light')}" alt="${titleOf(situation)}" width="800">`,
    '</picture>',
  ].join('\n');
}

function titleOf(situation: string): string {
  const pod = podOf(situation);
  const names = pod.containers.map(({ name }) => asString(name) ?? '');
  return `Start and stop of ${names.join(', ')}`;
}

/** A page with another block behind a mark: whatever stood between the mark and the next empty line that ends a block. */
function behindMark(page: string, name: string, block: string): string {
  const mark = `<!-- ${name} -->`;
  const at = page.indexOf(mark);
  if (at === -1) throw new Error(`${LIFECYCLE_PAGE} has no ${mark}`);
  const rest = page.slice(at + mark.length);
  const old = /^\n(?:```[\s\S]*?^```$|<picture>[\s\S]*?^<\/picture>$)/m.exec(rest);
  const behind = old?.index === 0 ? rest.slice(old[0].length) : rest;
  return `${page.slice(0, at)}${mark}\n${block}${behind}`;
}
