// Writes the README's quick start as the app of a new user, or checks what it synthesized:
//   node .ci/quick-start.js FOLDER            writes its main.ts, cdk8s.yaml and tsconfig.json
//   node .ci/quick-start.js FOLDER --check    compares the manifest in FOLDER/dist with the one in the README
const { mkdirSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [folder, mode] = process.argv.slice(2);
const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
const section = readme.split(/^## /m).find((part) => part.startsWith('Quick start'));
const blocks = [...(section ?? '').matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({ language, text }));
const block = (language) => {
  const found = blocks.find((each) => each.language === language);
  if (!found) throw new Error(`the quick start of README.md has no ${language} block`);
  return found.text;
};

if (mode === '--check') {
  const dist = join(folder, 'dist');
  const written = readdirSync(dist).map((file) => readFileSync(join(dist, file), 'utf8')).join('---\n');
  if (written !== block('yaml')) {
    throw new Error(`the quick start synthesized something else than README.md shows:\n${written}`);
  }
  console.log('the manifest is the one that README.md shows');
} else {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'main.ts'), block('ts'));
  writeFileSync(join(folder, 'cdk8s.yaml'), block('properties'));
  writeFileSync(join(folder, 'tsconfig.json'), block('json'));
}
