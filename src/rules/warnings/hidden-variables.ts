import { JsonObject, asString, isJsonObject } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { podOf, quoted, serverWarning } from './server-warning';

/** The first minor version that says what may come of it. */
const WITH_CONSEQUENCE = 30;

/** A variable is defined once, or builds on its former value. */
export const hiddenVariables = serverWarning({
  id: 'warnings/hidden-variables',
  title: 'No variable of a container hides another of its name',
  why: 'The last definition of a variable holds, and `kubectl apply` may drop either of them, so that the container starts with another value than the manifest shows.',
  fix: 'Keep one definition of the variable.',
  onlyWith: ['env'],
  compliant: [
    {
      title: 'a value that adds to the former one',
      yaml: podOf(`{ containers: [{ name: web, image: 'nginx:1.29', env: [{ name: P, value: /a }, { name: P, value: '$(P):/b' }] }] }`),
    },
  ],
  nonCompliant: [
    {
      title: 'a variable that is defined twice',
      yaml: podOf(`{ containers: [{ name: web, image: 'nginx:1.29', env: [{ name: P, value: /a }, { name: P, value: /b }] }] }`),
      fieldPaths: ['spec.containers[0].env[1]'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    const consequence = version.minor >= WITH_CONSEQUENCE ? ', which may be dropped when using apply' : '';
    for (const container of pod.containers) {
      if (container.variables.length < 2) continue;
      const seen = new Set<string>();
      for (const { index, object: variable } of container.variables) {
        const name = asString(variable.name) ?? '';
        if (!seen.has(name)) {
          seen.add(name);
        } else if (hides(variable, name)) {
          const fieldPath = `${container.fieldPath}.env[${index}]`;
          report({
            fieldPath,
            message: `${fieldPath}: hides previous definition of ${quoted(name)}${consequence}`,
            value: name,
          });
        }
      }
    }
  },
});

/** A value that contains the former one, and more, does not hide it. */
function hides(variable: JsonObject, name: string): boolean {
  const value = asString(variable.value) ?? '';
  const reference = `$(${name})`;
  return isJsonObject(variable.valueFrom) || value === reference || !value.includes(reference);
}
