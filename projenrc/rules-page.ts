import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleCatalogue } from '../src/reports/rule-catalogue';
import { ALL_RULES } from '../src/rules';
import { CONTRACTS } from '../src/rules/contract';
import { POD_SECURITY_CHECKS } from '../src/rules/security';

/** Writes docs/rules.md from the rules; `npm test` fails when the page is not what this writes. */
writeFileSync(join(__dirname, '..', 'docs', 'rules.md'), ruleCatalogue([...ALL_RULES, ...POD_SECURITY_CHECKS, ...CONTRACTS]));
