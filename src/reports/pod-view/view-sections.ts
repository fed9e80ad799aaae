import { ContainerKind } from '../../manifest/container-kind';
import { PodView } from './pod-view';
import { PortView } from './port-view';

/** A part of a view: rows of cells. Whatever is long stands in the last cell of a row. */
export interface ViewSection {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}

const KINDS: Readonly<Record<ContainerKind, string>> = {
  [ContainerKind.INIT]: 'init container',
  [ContainerKind.NATIVE_SIDECAR]: 'native sidecar',
  [ContainerKind.CONTAINER]: 'container',
  [ContainerKind.EPHEMERAL]: 'ephemeral container',
};

/** What stands above a view: the workload. */
export function viewTitle({ kind, name, namespace }: PodView): string {
  return [kind, name || '(no name)', ...(namespace === undefined ? [] : [`in namespace ${namespace}`])].join(' ');
}

/** The parts of a view that stand before the timeline: containers, volumes and ports. */
export function sectionsBefore({ containers, volumes, ports }: PodView): ViewSection[] {
  return [
    {
      title: 'Containers',
      rows: containers.map(({ name, role, roleIsStated, kind, image }) => [
        name || '(no name)',
        roleIsStated ? `${role}, ${KINDS[kind]}` : role,
        image || '(no image)',
      ]),
    },
    {
      title: 'Volumes',
      rows: volumes.map(({ name, source, uses }) => [
        name || '(no name)',
        source,
        uses.length === 0 ? 'nobody mounts it' : uses.map(({ container, use, mountPath }) => `${container} ${use} ${mountPath}`).join('; '),
      ]),
    },
    { title: 'Ports', rows: ports.map(portRow) },
  ].filter(({ rows }) => rows.length > 0);
}

/** The part of a view that stands behind the timeline: what the pod costs. */
export function costSection({ cost }: PodView): ViewSection {
  const { resources, cheaperOrder, qosClass, qosReason } = cost;
  const saved = resources.flatMap(({ resource, saved: amount }) => (amount === undefined ? [] : [`${amount} of ${resource}`]));
  return {
    title: 'Cost',
    rows: [
      ...(resources.length === 0 ? [['reserved', 'nothing', 'no container requests anything']] : []),
      ...resources.map(({ resource, reserved, reason }) => [resource, reserved, reason]),
      ...(cheaperOrder === undefined ? [] : [['could save', saved.join(', '), `in the order ${cheaperOrder.join(', ')}`]]),
      ['QoS', qosClass, qosReason],
    ],
  };
}

function portRow({ port, protocol, name, container, reach, hostPort, services }: PortView): string[] {
  const ways = services.map(
    (service) => `Service ${service.name} port ${service.port}${service.type === 'ClusterIP' ? '' : ` (${service.type})`}`,
  );
  const who =
    reach === 'loopback'
      ? ['loopback: this pod only', ...ways.map((way) => `${way} does not reach it`)]
      : ["the pod's address", ...ways, ...(hostPort === undefined ? [] : [`port ${hostPort} of the node`])];
  return [`${port}/${protocol}${name === undefined ? '' : ` ${name}`}`, container ?? 'declared by none', who.join('; ')];
}
