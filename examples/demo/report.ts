import { relative } from 'path';
import { ContainerStart, ManifestObject, startOf } from './pod-start';
import { Synthesis, WrittenManifest } from './synthesis';
import { Terminal } from './terminal';

/** A line of a stack trace that leads neither to an example nor to the library. */
const FOREIGN_FRAME = /^\s+at .*(node:|node_modules)/;

/** The lines that the demo shows for one example. */
export function reportOf(example: string, synthesis: Synthesis, repository: string, terminal: Terminal): string[] {
  const mark = synthesis.succeeded ? terminal.green('ok    ') : terminal.red('FAILED');
  const messages = synthesis.messages.split('\n').filter((line) => line !== '' && !FOREIGN_FRAME.test(line));
  const colour = (line: string) => (synthesis.succeeded ? terminal.yellow(line) : terminal.red(line));
  return [
    `${mark} ${terminal.bold(example)} ${terminal.dim(`${synthesis.seconds.toFixed(1)} s`)}`,
    ...synthesis.manifests.flatMap((manifest) => manifestLines(manifest, repository, terminal)),
    ...messages.map((line) => `         ${colour(line)}`.trimEnd()),
    '',
  ];
}

function manifestLines(manifest: WrittenManifest, repository: string, terminal: Terminal): string[] {
  const pods = manifest.objects.map((object) => ({ object, start: startOf(object) })).filter(({ start }) => start.length > 0);
  const width = Math.max(...pods.map(({ object }) => titleOf(object).length));
  return [
    `       ${terminal.dim(relative(repository, manifest.path))}`,
    ...pods.map(({ object, start }) => `         ${titleOf(object).padEnd(width)}  ${orderOf(start, terminal)}`),
  ];
}

function titleOf({ kind, metadata }: ManifestObject): string {
  return `${kind} ${metadata.name}`;
}

/** What starts one after the other has an arrow between, what starts together a plus. */
function orderOf(start: readonly ContainerStart[][], terminal: Terminal): string {
  return start
    .map((together) => together.map(({ name, role }) => `${terminal.cyan(name)} (${role})`).join(' + '))
    .join(terminal.dim(' → '));
}
