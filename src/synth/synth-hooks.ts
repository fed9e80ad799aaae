import { ApiObject, App, Chart, DependencyGraph } from 'cdk8s';
import { IConstruct } from 'constructs';
import { AnyClass, hook, originalMethods } from './hooked-class';
import { loadSynthEngine } from './load-synth-engine';
import type { SynthSession } from './synth-engine';

/** Makes the synths of the app that a construct is in sessions, however they are started. */
export function hookSynth(construct: IConstruct): void {
  const root = construct.node.root;
  if (root instanceof App) hook(root, appClass);
  for (const scope of construct.node.scopes) if (Chart.isChart(scope)) hook(scope, chartClass);
  if (ApiObject.isApiObject(construct)) hook(construct, apiObjectClass);
}

/** Makes every chart and every API object of an app take part in its synths, those that were added a moment ago too. */
export function hookAll(constructs: readonly IConstruct[]): void {
  for (const construct of constructs) {
    if (ApiObject.isApiObject(construct)) hook(construct, apiObjectClass);
    else if (Chart.isChart(construct)) hook(construct, chartClass);
  }
}

/** The session of a synth that writes the whole app. */
function appSession<Result>(root: IConstruct, work: (opened: SynthSession) => Result): Result {
  const { SynthSession: session, withManifestYaml } = loadSynthEngine();
  return session.run(root, hookAll, (opened) => withManifestYaml(() => work(opened)), true);
}

/** The session of a synth that writes one chart of an app. */
function chartSession<Result>(root: IConstruct, work: (opened: SynthSession) => Result): Result {
  return loadSynthEngine().SynthSession.run(root, hookAll, work, false);
}

/** Writes an app and prints its warnings and advice, beside the errors of a synth that fails as well. */
function noticed<Result>(app: App, opened: SynthSession, write: () => Result): Result {
  try {
    return write();
  } finally {
    loadSynthEngine().printNotices(app, opened.findings());
  }
}

function appClass(original: AnyClass): AnyClass {
  return class extends (original as typeof App) {
    public synth(): void {
      appSession(this, (opened) => noticed(this, opened, () => super.synth()));
    }

    public synthYaml(): string {
      return appSession(this, (opened) => noticed(this, opened, () => super.synthYaml()));
    }
  };
}

function chartClass(original: AnyClass): AnyClass {
  return class extends (original as typeof Chart) {
    public toJson(): unknown[] {
      // Within the synth of the app everything is validated and every dependency resolved; cdk8s would do both again for each chart.
      if (loadSynthEngine().SynthSession.currentOf(this)) return apiObjectsOf(this).map((apiObject) => apiObject.toJson() as unknown);
      return chartSession(this.node.root, () => super.toJson());
    }
  } as unknown as AnyClass;
}

function apiObjectClass(original: AnyClass): AnyClass {
  return class extends (original as typeof ApiObject) {
    public toJson(): unknown {
      const { SynthSession: session, makeManifest } = loadSynthEngine();
      const made = session.currentOf(this)?.make(this) ?? makeManifest(this, originalMethods<ApiObject>(this));
      if (made.failure) throw made.failure;
      return made.manifest;
    }
  } as unknown as AnyClass;
}

/** The API objects that a chart writes, in the order of their dependencies: what cdk8s writes for it. */
function apiObjectsOf(chart: Chart): ApiObject[] {
  return new DependencyGraph(chart.node)
    .topology()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct) && Chart.of(construct) === chart);
}
