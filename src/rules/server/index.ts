import { Rule } from '../rule';
import { fieldConstraints } from './field-constraints';

/** What the API server refuses. */
export const SERVER_RULES: readonly Rule[] = [fieldConstraints];
