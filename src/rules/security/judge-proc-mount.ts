import { PodModel } from '../../manifest/pod-model';
import { ReportViolation } from '../rule';
import { containerSetters } from './pod-security-rule';

/** Reports the containers that ask for another /proc than the one that runtimes mask. */
export function judgeProcMount(pod: PodModel, report: ReportViolation): void {
  for (const { path, context } of containerSetters(pod)) {
    if (context.procMount === undefined || context.procMount === null || context.procMount === 'Default') continue;
    report({
      fieldPath: `${path}.procMount`,
      message: 'the container sees paths of /proc that are masked as a rule',
      value: context.procMount,
      allowed: 'Default, or nothing',
    });
  }
}
