import { IConstruct } from 'constructs';

/**
 * The context key by which the manifests of a construct, and of everything below it, keep what is meant by their pods in the annotation
 * `pod-patterns.cdk8s.io/intent`: `app.node.setContext('pod-patterns/keep-intent', true)`.
 */
export const KEEP_INTENT_CONTEXT = 'pod-patterns/keep-intent';

/** The environment variable that asks for the same of a whole synth, for a pipeline that does not change the app. */
export const KEEP_INTENT_VARIABLE = 'POD_PATTERNS_KEEP_INTENT';

const YES = ['true', '1'];

/** Whether the manifest of a construct keeps what is meant by its pod: as the nearest context says, else the environment. */
export function keepsIntent(construct: IConstruct): boolean {
  const stated: unknown = construct.node.tryGetContext(KEEP_INTENT_CONTEXT) ?? process.env[KEEP_INTENT_VARIABLE];
  return YES.includes(String(stated));
}
