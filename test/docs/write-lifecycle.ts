import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lifecyclePage } from './lifecycle-page';

/* `npm run docs:lifecycle`: writes the code, the order and the pictures of the examples into docs/lifecycle.md and docs/images. */
for (const [path, text] of Object.entries(lifecyclePage())) writeFileSync(join(__dirname, '..', '..', path), text);
