/** The rooms of the library's own rules, which no other rule may stand in. */
export const RULE_ROOMS: readonly string[] = ['input', 'schema', 'server', 'warnings', 'security', 'contract', 'practice', 'suppression'];

const RULE_ID = /^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/;

/** Whether a rule speaks for the server, so that its errors cannot be suppressed. */
export function isServerRule(ruleId: string): boolean {
  return ruleId.startsWith('server/') || ruleId.startsWith('schema/');
}

/** Whether a text is an id that a rule of one's own may have. */
export function isOwnRuleId(text: string): boolean {
  return RULE_ID.test(text) && !RULE_ROOMS.includes(text.split('/')[0]);
}
