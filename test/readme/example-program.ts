/** What the README says of its shorter blocks: they stand in a chart called `chart`, and everything is imported. */
const BEFORE = `import { App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as patterns from 'cdk8s-pod-patterns';
import { Adapter, AdapterPod, Ambassador, AmbassadorPod, BindAddress, ConfigHelper, ConfiguredPod, Endpoint } from 'cdk8s-pod-patterns';
import { Guard, GuardedPod, HealthProbe, InitTask, InitializedPod, KubernetesVersion, PatternPod } from 'cdk8s-pod-patterns';
import { PodDefault, PodDefaults, PodValidation, SharedVolume, Sidecar, SidecarPod, WorkloadType } from 'cdk8s-pod-patterns';

const app = new App();
const chart = new Chart(app, 'shop');
`;

const AFTER = `
app.synth();
`;

/** The whole program of a block: a block that imports is one already. */
export function exampleProgram(code: string): string {
  return code.startsWith('import ') ? code : BEFORE + code + AFTER;
}
