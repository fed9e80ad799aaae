import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describedRules } from '../src/cli/known-rules';
import { ruleCatalogue } from '../src/reports/rule-catalogue';

/** Writes docs/rules.md from the rules; `npm test` fails when the page is not what this writes. */
writeFileSync(join(__dirname, '..', 'docs', 'rules.md'), ruleCatalogue(describedRules()));
