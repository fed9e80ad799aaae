import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Finding } from '../rules/finding';
import { formatFinding } from '../validation/format-finding';
import { enforcedPolicy, failsSynth } from './enforcement';
import { originalMethods } from './hooked-class';
import { loadJudge } from './load-judge';
import { MadeManifest, makeManifest } from './made-manifest';
import { unplacedRoles } from './role-offers';
import { shownConstruct } from './shown-construct';
import { Verdicts, judgeApp } from './verdicts';

let open: SynthSession | undefined;

/** The constructs that have asked the session for their errors once: a validation cannot be taken back, so it is added once. */
const validated = new WeakSet<IConstruct>();

/**
 * One synth of an app: from the outermost of `App.synth`, `App.synthYaml` and `Chart.toJson` to its end.
 *
 * Within it each manifest is made once and judged once, and the very JSON that was judged is written. cdk8s would otherwise validate the
 * whole app again for each chart, and serialize each object again for each validation. The next synth starts from nothing, so it sees
 * every change that was made in between.
 */
export class SynthSession {
  /** The session in which a construct is being synthesized, if one is open. */
  public static currentOf(construct: IConstruct): SynthSession | undefined {
    return open?.root === construct.node.root ? open : undefined;
  }

  /**
   * Runs something in the session that is open for the same app, or in a new one that ends with it.
   *
   * @param isWhole whether a new session writes the whole app, and not one chart of it
   */
  public static run<Result>(
    root: IConstruct,
    prepare: (constructs: readonly IConstruct[]) => void,
    work: (session: SynthSession) => Result,
    isWhole: boolean,
  ): Result {
    if (open?.root === root) return work(open);
    const outer = open;
    const session = new SynthSession(root, isWhole);
    open = session;
    try {
      prepare(session.constructs);
      session.addValidations();
      return work(session);
    } finally {
      open = outer;
    }
  }

  private readonly constructs: readonly IConstruct[];
  private readonly made = new Map<ApiObject, MadeManifest>();
  private verdicts?: Verdicts;

  private constructor(
    public readonly root: IConstruct,
    private readonly isWhole: boolean,
  ) {
    this.constructs = root.node.findAll();
  }

  /** The manifest of an API object, made at the first call. */
  public make(apiObject: ApiObject): MadeManifest {
    let made = this.made.get(apiObject);
    if (!made) {
      made = makeManifest(apiObject, originalMethods(apiObject));
      this.made.set(apiObject, made);
    }
    return made;
  }

  /** Everything that was found in the manifests of the app. */
  public findings(): readonly Finding[] {
    return this.judged().all;
  }

  /** What was found in the manifest of one API object. */
  public findingsOf(apiObject: ApiObject): readonly Finding[] {
    return this.judged().of(apiObject);
  }

  /** What was found in the policy by which the app is judged. */
  public findingsOfPolicy(): readonly Finding[] {
    return this.judged().ofPolicy;
  }

  private judged(): Verdicts {
    this.verdicts ??= judgeApp(
      this.root,
      this.constructs.filter((construct): construct is ApiObject => ApiObject.isApiObject(construct)),
      (apiObject) => this.make(apiObject),
      this.isWhole,
    );
    return this.verdicts;
  }

  private addValidations(): void {
    for (const construct of this.constructs) {
      if (ApiObject.isApiObject(construct)) addValidation(construct, errorsOf);
    }
    addValidation(this.root, appErrors);
  }
}

/** Adds a validation to the construct that users know an object by, once. It holds on to no session, which holds every manifest. */
function addValidation<Target extends IConstruct>(target: Target, errors: (target: Target) => string[]): void {
  if (validated.has(target)) return;
  validated.add(target);
  shownConstruct(target).node.addValidation({ validate: () => errors(target) });
}

function errorsOf(apiObject: ApiObject): string[] {
  const findings = SynthSession.currentOf(apiObject)?.findingsOf(apiObject) ?? [];
  return findings.filter((finding) => failsSynth(apiObject.node.root, finding)).map(formatFinding);
}

/** What is wrong with an app as a whole: roles that found no pod, and the policy. */
function appErrors(root: IConstruct): string[] {
  const policy = enforcedPolicy(root);
  const wrong = policy === undefined ? [] : loadJudge().problemsOfPolicy(policy);
  const onPolicy = SynthSession.currentOf(root)?.findingsOfPolicy() ?? [];
  return [
    ...unplacedRoles(root).map(formatFinding),
    ...wrong.map((problem) => `error: the policy of PodValidation.enforce() is not right: ${problem}`),
    ...onPolicy.filter((finding) => failsSynth(root, finding)).map(formatFinding),
  ];
}
