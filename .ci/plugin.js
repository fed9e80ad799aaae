// Has the cdk8s CLI of an app run the plugin by the name of the package, once on a manifest that complies and once on one that does not:
//   node .ci/plugin.js FOLDER    the folder of an app that has the package and the CLI installed
const { spawnSync } = require('node:child_process');
const { mkdirSync, symlinkSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join, resolve } = require('node:path');

const app = resolve(process.argv[2]);
const modules = join(app, 'node_modules');
const load = createRequire(join(app, 'main.js'));
const { version } = load('cdk8s-pod-patterns/package.json');
const folder = join(app, 'plugin');

// The CLI installs a plugin from the registry into such a folder, unless it is there already.
const installed = join(folder, 'plugins', 'cdk8s-pod-patterns', version);
mkdirSync(installed, { recursive: true });
symlinkSync(modules, join(installed, 'node_modules'));
writeFileSync(
  join(folder, 'app.js'),
  `const { ApiObject, App, Chart } = require('cdk8s');
const app = new App();
const resources = { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '64Mi' } };
const containers = [{ name: 'web', image: 'nginx:1.29', ports: [{ [process.env.PORT_FIELD]: 8080 }], resources }];
new ApiObject(new Chart(app, 'shop'), 'web', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers } });
app.synth();
`,
);
writeFileSync(
  join(folder, 'cdk8s.yaml'),
  `language: typescript
app: node app.js
pluginsDirectory: ${join(folder, 'plugins')}
validations:
  - package: cdk8s-pod-patterns
    version: ${version}
    class: PodPatternsValidation
`,
);

for (const [portField, expected] of [['containerPort', 0], ['ContainerPort', 2]]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(modules, 'cdk8s-cli', 'bin', 'cdk8s'), 'synth', '--check-upgrade=false'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PORT_FIELD: portField },
  });
  if (status !== expected || stdout.includes('schema/unknown-field') !== (expected === 2)) {
    throw new Error(`with ${portField}, cdk8s synth exits with ${status} and not with ${expected}:\n${stdout}\n${stderr}`);
  }
}

const { PodPatternsValidation } = load('cdk8s-pod-patterns');
const report = { addViolation: () => undefined, submit: () => undefined };
const validated = new PodPatternsValidation({}).validate({ manifests: [join(folder, 'dist', 'shop.k8s.yaml')], report });
validated.then(() => {
  const needless = Object.keys(require.cache).filter((file) => /[\\/](cdk8s|cdk8s-plus-28|constructs)[\\/]lib[\\/]/.test(file));
  if (needless.length > 0) throw new Error(`the plugin loads what it does not need:\n${needless.join('\n')}`);
  console.log('the plugin goes by the name of the package, and loads neither cdk8s nor cdk8s-plus-28');
});
