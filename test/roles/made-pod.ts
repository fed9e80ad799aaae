import { ApiObject, Testing } from 'cdk8s';
import { IConstruct } from 'constructs';
import { PatternPod, PatternPodProps, PodDefaults, Role, WorkloadType } from '../../src';
import { JsonObject, asList, asObject } from '../../src/manifest/json';
import { podTemplateOf, workloadKindOf } from '../../src/manifest/workload-kind';

/** A bare Pod with main and roles and nothing that the library adds by itself. */
export function podOf(roles: Role[], props: Partial<PatternPodProps> = {}): PatternPod {
  return new PatternPod(Testing.chart(), 'web', {
    main: { image: 'nginx:1.29' },
    workload: WorkloadType.pod(),
    defaults: PodDefaults.NONE,
    roles,
    ...props,
  });
}

/** The object in a construct's manifest that has the pod's `metadata` and `spec`. */
export function templateOf(construct: IConstruct): JsonObject {
  const manifest = ApiObject.of(construct).toJson() as JsonObject;
  const workload = workloadKindOf(manifest);
  return asObject(workload && podTemplateOf(manifest, workload));
}

/** The names of a pod's containers in the order in which they start: init containers, then ordinary ones. */
export function startOf(construct: IConstruct): string[][] {
  const spec = asObject(templateOf(construct).spec);
  return ['initContainers', 'containers'].map((list) => asList(spec[list]).map((container) => String(asObject(container).name)));
}

/** A container of a pod by its name. */
export function containerOf(construct: IConstruct, name: string): JsonObject {
  const spec = asObject(templateOf(construct).spec);
  const found = [...asList(spec.initContainers), ...asList(spec.containers)].map(asObject).find((container) => container.name === name);
  if (!found) throw new Error(`the pod has no container '${name}'`);
  return found;
}

/** What the synth of a construct's app says is wrong, or an empty text. */
export function errorsOf(construct: IConstruct): string {
  try {
    Testing.synth(construct.node.scope as Parameters<typeof Testing.synth>[0]);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
