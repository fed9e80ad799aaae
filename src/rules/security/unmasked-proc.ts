import { PodModel } from '../../manifest/pod-model';
import { Violation } from '../finding';
import { containerSetters } from './pod-security-rule';

/** The containers that ask for another /proc than the one that runtimes mask. */
export function* unmasked(pod: PodModel): Iterable<Violation> {
  for (const { path, context } of containerSetters(pod)) {
    if (context.procMount === undefined || context.procMount === null || context.procMount === 'Default') continue;
    yield {
      fieldPath: `${path}.procMount`,
      message: 'the container sees paths of /proc that are masked as a rule',
      value: context.procMount,
      allowed: 'Default, or nothing',
    };
  }
}
