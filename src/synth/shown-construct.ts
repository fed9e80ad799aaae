import { IConstruct } from 'constructs';

/** The ids by which constructs finds the default child of a construct. */
const DEFAULT_CHILD_IDS: ReadonlySet<string> = new Set(['Resource', 'Default']);

/** The construct that users know an API object by: the outermost one whose default child it is. */
export function shownConstruct(apiObject: IConstruct): IConstruct {
  let shown = apiObject;
  while (shown.node.scope && DEFAULT_CHILD_IDS.has(shown.node.id)) shown = shown.node.scope;
  return shown;
}
