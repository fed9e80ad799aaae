import { Rule } from '../rule';
import { droppedField } from './dropped-field';
import { newerField } from './newer-field';
import { removedField } from './removed-field';
import { unknownField } from './unknown-field';
import { unknownKind } from './unknown-kind';
import { wrongType } from './wrong-type';

/** What the API server refuses or drops while it reads a manifest. */
export const SCHEMA_RULES: readonly Rule[] = [unknownField, wrongType, newerField, removedField, droppedField, unknownKind];
