import { ContainerKind } from '../../manifest/container-kind';
import { LIGHT_THEME } from '../timeline/svg-theme';
import { PodView } from './pod-view';
import { ShowFormat } from './show-report';
import { viewTitle } from './view-sections';

/**
 * The pods as a Mermaid flow chart, which Markdown pages draw: containers in the order of their start, with what the next ones wait for; the
 * volumes that they share; the Services that lead to them.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export const showMermaid: ShowFormat = {
  name: 'mermaid',
  render: ({ pods }) => {
    const { main, companion, initTask } = LIGHT_THEME;
    const classes = Object.entries({ main, companion, initTask }).map(
      ([name, { fill, line }]) => `  classDef ${name} fill:${fill},stroke:${line},color:${LIGHT_THEME.text}`,
    );
    return `${['flowchart LR', ...pods.flatMap(podLines), ...classes].join('\n')}\n`;
  },
};

function podLines(view: PodView, index: number): string[] {
  const pod = `pod${index + 1}`;
  const { containers, start, stuckIn } = view.timeline;
  const ids = new Map(containers.map(({ name }, at) => [name, `${pod}_c${at + 1}`]));
  const nodes = containers.map(({ name, role, kind }, at) => {
    const colour = kind === ContainerKind.INIT ? 'initTask' : role === 'main' ? 'main' : 'companion';
    return `    ${pod}_c${at + 1}["${quoted(name || '(no name)')}<br/>${quoted(role)}"]:::${colour}`;
  });
  const order = start
    .slice(0, stuckIn ?? start.length)
    .flatMap(({ containers: before, gates }, phase) =>
      (start[phase + 1]?.containers ?? []).flatMap((next) =>
        before.slice(-1).map((last) => `    ${ids.get(last)} -->|"${quoted(gates.map(({ text }) => text).join('; '))}"| ${ids.get(next)}`),
      ),
    );
  const volumes = view.volumes.flatMap(({ name, source, uses }, at) => {
    const id = `${pod}_v${at + 1}`;
    const edges = uses.flatMap(({ container, use }) => {
      const from = ids.get(container);
      if (from === undefined) return [];
      return [use === 'reads' ? `    ${id} -.->|reads| ${from}` : `    ${from} -.->|${use}| ${id}`];
    });
    return edges.length === 0 ? [] : [`    ${id}[("${quoted(name || '(no name)')}<br/>${quoted(source)}")]`, ...edges];
  });
  return [`  subgraph ${pod}["${quoted(viewTitle(view))}"]`, ...nodes, ...order, ...volumes, '  end', ...serviceLines(view, pod, ids)];
}

function serviceLines({ ports }: PodView, pod: string, ids: ReadonlyMap<string, string>): string[] {
  const services = new Map<string, string>();
  const reached = ports.filter(({ reach }) => reach === 'pod');
  return reached.flatMap(({ port, container, services: leading }) => {
    const target = container === undefined ? pod : (ids.get(container) ?? pod);
    return leading.flatMap((service) => {
      const known = services.get(service.name);
      const id = known ?? `${pod}_s${services.size + 1}`;
      services.set(service.name, id);
      const node = known === undefined ? [`  ${id}(["Service ${quoted(service.name)}"])`] : [];
      return [...node, `  ${id} -->|"${service.port} to ${port}"| ${target}`];
    });
  });
}

/** A text inside of quotation marks: Mermaid writes what means something to it as entities. */
function quoted(text: string): string {
  return text.replace(/[#"<>&`|\\\p{Cc}]/gu, (character) => `#${character.codePointAt(0)};`);
}
