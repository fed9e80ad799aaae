import { Rule } from '../rule';

/** What no server says and an operator would. */
export const PRACTICE_RULES: readonly Rule[] = [];
