import { Command } from '../command';
import { check } from './check';
import { explain } from './explain';
import { rules } from './rules';
import { show } from './show';

/** The commands of `pod-patterns`: a new one is a file and a line here. */
export const COMMANDS: readonly Command[] = [check, show, rules, explain];
