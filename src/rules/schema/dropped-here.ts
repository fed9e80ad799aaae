import { CONTAINER_LISTS } from '../../manifest/container-lists';
import { JsonValue } from '../../manifest/json';
import { Place } from '../walk/place';
import { typeName } from './schema';

/** A server of this minor knows rules on restarts and drops them, and with them what came with them. */
const RESTART_RULES_DROPPED_IN = 34;
/** Before this minor a server drops nothing of a CronJob's Jobs. */
const CRON_JOBS_DROP_SINCE = 37;
/** Types whose fields a server drops of claims only, and leaves in what claims will be made of. */
const CLAIM_TYPES: ReadonlySet<string> = new Set(['PersistentVolumeClaimSpec', 'PersistentVolumeClaimStatus', 'TypedObjectReference']);

/** Whether a server with a closed gate drops a field at this place, with this value: what is empty, or the default, is not missed. */
export function isDroppedHere(field: string, value: JsonValue, place: Place, minor: number): boolean {
  // Only of init containers does a server without native sidecars drop the restart policy; of others it forbids it.
  if (field === 'restartPolicy') return isInitContainer(place);
  if (field === 'procMount') return value !== 'Default';
  if (Array.isArray(value) && value.length === 0) return false;
  const type = typeName(place.type);
  if (field === 'claims' && isOfClaimTemplate(place)) return false;
  if (CLAIM_TYPES.has(type)) return kindOf(place) === 'PersistentVolumeClaim';
  return type !== 'JobSpec' || minor >= CRON_JOBS_DROP_SINCE || kindOf(place) !== 'CronJob';
}

/** Whether a server drops the restart policy of a container, which it has for native sidecars, because of its other values. */
export function isDroppedRestartPolicy(field: string, value: JsonValue, place: Place, minor: number): boolean {
  if (field !== 'restartPolicy' || minor !== RESTART_RULES_DROPPED_IN || !isContainer(place)) return false;
  return value !== 'Always' || !isInitContainer(place);
}

function isContainer({ field, index }: Place): boolean {
  return index >= 0 && CONTAINER_LISTS.includes(field);
}

function isInitContainer({ field, index }: Place): boolean {
  return index >= 0 && field === 'initContainers';
}

/** Whether resources are those of a claim that a StatefulSet will make: old versions give them a field of containers, and leave it there. */
function isOfClaimTemplate({ parent }: Place): boolean {
  return parent?.parent?.field === 'volumeClaimTemplates';
}

/** The kind of the object that a place is in. */
function kindOf(place: Place): string {
  return typeName(place.top.type);
}
