import { parseArgs } from 'node:util';
import { KubernetesVersion } from '../../cluster/kubernetes-version';
import { SHOW_FORMATS } from '../../reports/pod-view/show-formats';
import { findingText } from '../../reports/text-report';
import { Command, UsageError } from '../command';
import { ExitCode } from '../exit-code';
import { inputFiles } from '../input-files';
import { oneOf, versionOf } from '../option-values';
import { readPods } from '../read-pods';

const WIDTH = 80;
const WIDEST = 140;
const THEMES = ['light', 'dark'] as const;

/** Shows the pods of files: who is in them, what they share, who reaches them, how they start and stop, and what they cost. */
export const show: Command = {
  name: 'show',
  summary: 'Show the pods in files: containers, volumes, ports, start and stop, cost',
  usage: `pod-patterns show [options] FILE|FOLDER|- ...

  --kubernetes-version VERSION   the version of the cluster that runs the pods (default: ${KubernetesVersion.DEFAULT.toString()})
  --format FORMAT                ${SHOW_FORMATS.map(({ name }) => name).join(', ')} (default: text)
  --theme THEME                  the colours of an svg: ${THEMES.join(', ')} (default: light)

Exit codes: 0 every pod is shown; 1 some of the input is no manifest, or there is no pod in it; 2 not understood, or an input that cannot be read.`,
  run: (args, terminal) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { 'kubernetes-version': { type: 'string' }, format: { type: 'string' }, theme: { type: 'string' } },
      strict: true,
      allowPositionals: true,
    });
    if (positionals.length === 0) throw new UsageError("show takes files, folders, or '-' for standard input");
    const version = versionOf(values['kubernetes-version']);
    const names = SHOW_FORMATS.map(({ name }) => name);
    const formatName = oneOf('--format', values.format ?? 'text', names);
    const theme = oneOf('--theme', values.theme ?? 'light', THEMES);
    const files = inputFiles(positionals);
    if (files.length === 0) throw new UsageError(`no *.yaml, *.yml or *.json in ${positionals.join(', ')}`);
    const { report, findings, allRead } = readPods(files, version, () => terminal.input());
    for (const finding of findings) terminal.error(findingText(finding, { colours: false }));
    const format = SHOW_FORMATS.find(({ name }) => name === formatName) ?? SHOW_FORMATS[0];
    const hasPods = report.pods.length > 0;
    // A drawing of nothing would pass for one of something.
    if (hasPods || formatName === 'json' || formatName === 'text') {
      const width = Math.min(WIDEST, Math.max(WIDTH, terminal.columns ?? WIDTH));
      terminal.out(format.render(report, { width, colours: terminal.colours, theme }));
    }
    if (!hasPods) {
      terminal.error(`no pod in ${positionals.join(', ')}: ${report.objects} ${report.objects === 1 ? 'object' : 'objects'} read\n`);
    }
    if (!allRead) return ExitCode.UNUSABLE;
    return hasPods && findings.length === 0 ? ExitCode.PASSED : ExitCode.FAILED;
  },
};
