import { PodIntent } from '../../manifest/intent';

/** The intent of an example: which container reads and which writes the volume `logs`, at `/logs`. */
export function sharedVolumeIntent(uses: Readonly<Record<string, 'read' | 'write'>>): PodIntent {
  return {
    volumes: { logs: { hasContent: false } },
    containers: Object.fromEntries(
      Object.entries(uses).map(([name, access]) => [
        name,
        {
          role: name === 'main' ? 'main' : 'sidecar',
          endpoints: [],
          dependsOn: [],
          shares: [{ volume: 'logs', mountPath: '/logs', access }],
        },
      ]),
    ),
  };
}
