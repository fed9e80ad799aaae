import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { PodModel } from '../../src/manifest/pod-model';
import { PodSecurityLevel } from '../../src/rules/security/pod-security-level';
import { podSecurityVerdict } from '../../src/rules/security/pod-security-verdict';
import { effectiveDifferences } from './effective-differences';
import { LabVerdict } from './lab-verdict';
import { LibraryVerdict } from './library-verdict';
import { Difference } from './verdict-differences';

/** What is compared beside the verdict. */
export const ASPECTS = ['dropped fields', 'pod security', 'effective resources', 'keys written twice', 'items of Lists'] as const;
export type Aspect = (typeof ASPECTS)[number];

/** What the program has to be asked for to know of all aspects. */
export const ASPECT_OPTIONS: readonly string[] = ['-dropped', '-effective'];

/**
 * What the library and the server say differently of a manifest beside the verdict: which fields are dropped without a word, whether its pod
 * meets the Pod Security Standards, and what it reserves.
 *
 * @returns the differences of each aspect that can be compared; a server that refuses a manifest says nothing of what becomes of it
 */
export function aspectDifferences(
  manifest: JsonObject,
  version: KubernetesVersion,
  library: LibraryVerdict,
  server: LabVerdict,
): Map<Aspect, Difference[]> {
  const found = new Map<Aspect, Difference[]>();
  if (!server.accepted) return found;
  found.set('dropped fields', droppedDifferences(library.dropped, server.dropped ?? []));
  const pod = PodModel.read(manifest);
  if (pod === undefined) return found;
  if (server.podSecurity) found.set('pod security', securityDifferences(pod, version, server.podSecurity));
  // Only a Pod is stored with all that the server fills in; a controller's template becomes one later.
  if (server.effective && manifest.kind === 'Pod') {
    const said = effectiveDifferences(manifest, version, server.effective);
    found.set(
      'effective resources',
      said.map((text) => ({ about: 'aspects', side: 'library', type: 'reckons', field: '', text })),
    );
  }
  return found;
}

/**
 * Where the server drops all that an object or list entry has, it drops that as well: what lies below counts as the same, and so do the
 * entries of one list, since those behind a dropped one move up. What it drops of the metadata of templates is not compared, as that of objects.
 */
function droppedDifferences(ours: readonly string[], dropped: readonly string[]): Difference[] {
  const theirs = dropped.filter((field) => !/\bmetadata\./.test(field));
  const said = (field: string) => field.replace(/\[\d+\]$/, '');
  const matches = (library: string, server: string) =>
    library === server ||
    `${library}.`.replace(/\[/g, '.').startsWith(`${said(server)}.`.replace(/\[/g, '.')) ||
    goesWithImage(library, server);
  const difference = (side: Difference['side'], field: string): Difference => ({
    about: 'aspects',
    side,
    type: 'dropped',
    field,
    text: '',
  });
  return [
    ...ours.filter((library) => !theirs.some((server) => matches(library, server))).map((field) => difference('library', field)),
    ...theirs.filter((server) => !ours.some((library) => matches(library, server))).map((field) => difference('server', field)),
  ];
}

/** Whether what the server drops goes with the image of a volume: the volume itself, so that those behind it move up, and what mounts it. */
function goesWithImage(library: string, server: string): boolean {
  const spec = /^(.*)\bvolumes\[\d+\]\.image$/.exec(library)?.[1];
  if (spec === undefined || !server.startsWith(spec)) return false;
  return /^(volumes|\w*[cC]ontainers\[\d+\]\.volumeMounts)\b/.test(server.slice(spec.length));
}

function securityDifferences(
  pod: PodModel,
  version: KubernetesVersion,
  { baseline, restricted }: NonNullable<LabVerdict['podSecurity']>,
): Difference[] {
  const levels = [
    [PodSecurityLevel.BASELINE, baseline],
    [PodSecurityLevel.RESTRICTED, restricted],
  ] as const;
  return levels.flatMap(([level, theirs]) => {
    const ours = podSecurityVerdict(pod, level, version);
    if (ours.allowed === theirs.allowed || isKept(ours.violations, version)) return [];
    const side = ours.allowed ? ('server' as const) : ('library' as const);
    const text = ours.allowed
      ? theirs.violations.map(({ reason }) => reason).join(', ')
      : ours.violations.map(({ ruleId }) => ruleId).join(', ');
    return [{ about: 'aspects', side, type: `refuses by ${level}`, field: '', text }];
  });
}

/** The first minor that has the gate of `procMount` open. */
const WITH_PROC_MOUNT = 33;

/**
 * The one difference that is right to keep. Before 1.33 a server drops `procMount` before admission, unless its gate was opened, and then no level
 * refuses it. The library refuses it as the standard itself and its fixtures do: the manifest asks for it, and a later server gives it.
 */
function isKept(violations: readonly { readonly ruleId: string }[], { minor }: KubernetesVersion): boolean {
  return minor < WITH_PROC_MOUNT && violations.length > 0 && violations.every(({ ruleId }) => ruleId === 'security/proc-mount');
}
