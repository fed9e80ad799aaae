import { Rule } from '../rule';

/** What the API server accepts with a warning. */
export const WARNING_RULES: readonly Rule[] = [];
