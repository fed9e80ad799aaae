import { JsonValue, isJsonObject } from '../../manifest/json';

/** The first minor version that knows a container's own stop signal; every version so far drops it. */
const WITH_STOP_SIGNAL = 33;

/** Whether a container's lifecycle is still there when the server has dropped what no version offers: a lifecycle that is only a stop signal goes whole. */
export function isLifecycleKept(lifecycle: JsonValue, minor: number): boolean {
  if (!isJsonObject(lifecycle) || minor < WITH_STOP_SIGNAL || typeof lifecycle.stopSignal !== 'string') return true;
  return isJsonObject(lifecycle.preStop) || isJsonObject(lifecycle.postStart);
}
