import { Rule } from '../rule';

/** What the API server refuses. */
export const SERVER_RULES: readonly Rule[] = [];
