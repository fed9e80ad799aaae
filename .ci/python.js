// Builds the package for Python, installs it beside its peers and runs the Python of docs/languages.md:
//   node .ci/python.js FOLDER    an empty folder; needs Python 3 on the PATH and what `npm run compile` writes
const { spawnSync } = require('node:child_process');
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const root = join(__dirname, '..');
const folder = resolve(process.argv[2]);
mkdirSync(folder, { recursive: true });

function run(command, args, cwd, expected = 0) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (error) throw error;
  if (status !== expected) throw new Error(`${command} ${args.join(' ')} exits with ${status} and not with ${expected}:\n${stdout}\n${stderr}`);
  return stderr;
}

const section = (page, title) => page.split(/^## /m).find((part) => part.startsWith(title));
const blocks = (text, language) => [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(([, of]) => of === language).map(([, , code]) => code);
const page = readFileSync(join(root, 'docs', 'languages.md'), 'utf8');
const [quickStart, ownRule] = blocks(section(page, 'Python'), 'python');
const [manifest] = blocks(section(readFileSync(join(root, 'README.md'), 'utf8'), 'Quick start'), 'yaml');
const [finding] = blocks(page, 'text');

run(process.execPath, [join(root, 'node_modules', 'jsii-pacmak', 'bin', 'jsii-pacmak'), '--target', 'python', '--code-only', '--outdir', folder], root);
run('python3', ['-m', 'venv', 'venv'], folder);
const python = join(folder, 'venv', 'bin', 'python');
run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', join(folder, 'python')], folder);

writeFileSync(join(folder, 'main.py'), quickStart);
run(python, ['main.py'], folder);
const written = readFileSync(join(folder, 'dist', 'shop.k8s.yaml'), 'utf8');
if (written !== manifest) throw new Error(`Python synthesized something else than README.md shows:\n${written}`);

writeFileSync(join(folder, 'rule.py'), ownRule);
const said = run(python, ['rule.py'], folder, 1);
for (const line of finding.trim().split('\n')) {
  if (!said.includes(line.trim())) throw new Error(`the rule in Python does not say '${line.trim()}':\n${said}`);
}
console.log('Python synthesizes the quick start as README.md shows it, and a rule in Python fails the synth');
