import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A feature gate with its default from each version on. */
export interface FeatureGate {
  readonly name: string;
  readonly versionedSpecs: readonly { readonly default: boolean; readonly version: string }[];
}

/** Where the Kubernetes module keeps its list of feature gates, from the newest place to the oldest. */
const GATE_LISTS = [
  'test/compatibility_lifecycle/reference/versioned_feature_list.yaml',
  'test/featuregates_linter/test_data/versioned_feature_list.yaml',
];

/** The feature gates that the module of one Kubernetes version lists, none before 1.32. */
export function gatesOf(kubernetesFolder: string): FeatureGate[] {
  const file = GATE_LISTS.map((list) => join(kubernetesFolder, list)).find(existsSync);
  return file === undefined ? [] : (parse(readFileSync(file, 'utf8')) as FeatureGate[]);
}

/** Whether a gate is open by default in a Kubernetes minor. A gate is closed before its first version. */
export function isOpen(gate: FeatureGate, minor: number): boolean {
  let open = false;
  let latest = -1;
  for (const spec of gate.versionedSpecs) {
    const since = Number(spec.version.split('.')[1]);
    if (since <= minor && since >= latest) {
      latest = since;
      open = spec.default;
    }
  }
  return open;
}

/**
 * The gates of fields, as the Go types name them in `+featureGate=` above a field: type and field to the names of the gates.
 *
 * @param apiFolder the folder of the `k8s.io/api` module
 */
export function fieldGates(apiFolder: string): Map<string, string[]> {
  const gates = new Map<string, string[]>();
  for (const group of foldersIn(apiFolder)) {
    for (const version of foldersIn(join(apiFolder, group))) {
      const file = join(apiFolder, group, version, 'types.go');
      if (existsSync(file)) readFieldGates(readFileSync(file, 'utf8'), `io.k8s.api.${group}.${version}`, gates);
    }
  }
  return gates;
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

function readFieldGates(source: string, packageName: string, gates: Map<string, string[]>): void {
  let type = '';
  let pending: string[] = [];
  for (const line of source.split('\n')) {
    const struct = /^type (\w+) struct/.exec(line);
    const gate = /^\s*\/\/ \+featureGate=(\w+)/.exec(line);
    const field = /^\s+\w.*`json:"(\w+)/.exec(line);
    // A gate above a constant is one of a value, not of the field that follows some time later.
    if (struct || !/^\s*\/\//.test(line)) {
      type = struct ? struct[1] : type;
      if (!field) pending = [];
    }
    if (gate) pending.push(gate[1]);
    if (field) {
      if (pending.length > 0) gates.set(`${packageName}.${type}/${field[1]}`, pending);
      pending = [];
    }
  }
}
