import { JsonValue } from '../../manifest/json';
import { Level } from './field-place';
import { typeName } from './schema';

/** A server of this minor knows rules on restarts and drops them, and with them what came with them. */
const RESTART_RULES_DROPPED_IN = 34;
/** Before this minor a server drops nothing of a CronJob's Jobs. */
const CRON_JOBS_DROP_SINCE = 37;
const CONTAINERS = /^(?:initContainers|containers|ephemeralContainers)\[/;
/** Types whose fields a server drops of claims only, and leaves in what claims will be made of. */
const CLAIM_TYPES: ReadonlySet<string> = new Set(['PersistentVolumeClaimSpec', 'PersistentVolumeClaimStatus', 'TypedObjectReference']);

/** Whether a server with a closed gate drops a field at this place, with this value: what is empty, or the default, is not missed. */
export function isDroppedHere(field: string, value: JsonValue, level: Level, minor: number): boolean {
  // Only of init containers does a server without native sidecars drop the restart policy; of others it forbids it.
  if (field === 'restartPolicy') return level.field.startsWith('initContainers');
  if (field === 'procMount') return value !== 'Default';
  if (Array.isArray(value) && value.length === 0) return false;
  const type = typeName(level.type);
  if (CLAIM_TYPES.has(type)) return kindOf(level) === 'PersistentVolumeClaim';
  return type !== 'JobSpec' || minor >= CRON_JOBS_DROP_SINCE || kindOf(level) !== 'CronJob';
}

/** Whether a server drops the restart policy of a container, which it has for native sidecars, because of its other values. */
export function isDroppedRestartPolicy(field: string, value: JsonValue, level: Level, minor: number): boolean {
  if (field !== 'restartPolicy' || minor !== RESTART_RULES_DROPPED_IN || !CONTAINERS.test(level.field)) return false;
  return value !== 'Always' || !level.field.startsWith('initContainers');
}

/** The kind of the object that a level is in. */
function kindOf(level: Level): string {
  let top = level;
  while (top.above) top = top.above;
  return typeName(top.type);
}
