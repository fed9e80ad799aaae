import { cdk8s, javascript } from 'projen';
import { LanguagePackages } from './projenrc/language-packages';
import { LinterRules } from './projenrc/linter-rules';
import { ProjectTasks } from './projenrc/project-tasks';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-pod-patterns',
  description: 'Pods of several containers, composed by the role that each container has and validated before they are written.',
  author: 'The cdk8s-pod-patterns authors',
  authorAddress: 'maintainers@users.noreply.github.com',
  repositoryUrl: 'https://github.com/cdk8s-pod-patterns/cdk8s-pod-patterns.git',
  license: 'Apache-2.0',
  stability: 'experimental',
  keywords: ['cdk8s', 'kubernetes', 'pod', 'sidecar', 'ambassador', 'adapter', 'init-container', 'validation'],
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  projenVersion: '0.103.25',
  projenrcTs: true,
  minNodeVersion: '20.0.0',

  cdk8sVersion: '2.70.106',
  constructsVersion: '10.8.1',
  jsiiVersion: '~5.9.0',
  typescriptVersion: '~5.9.3',
  peerDeps: ['cdk8s-plus-28@^2.5.6'],
  publishToPypi: { distName: 'cdk8s-pod-patterns', module: 'cdk8s_pod_patterns' },
  publishToGo: { moduleName: 'github.com/cdk8s-pod-patterns/cdk8s-pod-patterns-go', packageName: 'cdk8spodpatterns' },
  publishToMaven: {
    javaPackage: 'io.github.cdk8spodpatterns',
    mavenGroupId: 'io.github.cdk8s-pod-patterns',
    mavenArtifactId: 'cdk8s-pod-patterns',
  },
  devDeps: [
    'cdk8s-plus-28@2.5.6',
    'cdk8s-plus-33@2.5.57',
    'cdk8s-cli@2.207.60',
    '@types/node@^20',
    'ajv@^8.20.0',
    'esbuild@^0.28.2',
    'fast-check@^4.10.2',
    'ts-node@^10.9.2',
  ],
  bundledDeps: ['yaml@^2.9.1'],

  jestOptions: {
    jestVersion: '^30.0.0',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      coverageThreshold: { lines: 95, branches: 90 },
      // projen adds the table for the terminal; a pipeline wants the lcov file.
      coverageReporters: ['lcov'],
      moduleNameMapper: { '^cdk8s-pod-patterns$': '<rootDir>/src/index.ts' },
      testPathIgnorePatterns: ['/node_modules/', '/lib/', '/dist/'],
      // Container images of a running node have packages of their own.
      modulePathIgnorePatterns: ['<rootDir>/lab/run/'],
    },
  },
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    compilerOptions: { isolatedModules: true, paths: { 'cdk8s-pod-patterns': ['./src/index.ts'] }, target: 'ES2022', lib: ['es2022'] },
    include: ['projenrc/**/*.ts', 'examples/**/*.ts', 'lab/**/*.ts', 'bench/**/*.ts'],
    exclude: ['node_modules', 'lab/run'],
  },

  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'examples', 'projenrc', 'lab', 'bench'],
    prettier: true,
    commandOptions: { fix: false },
  },
  prettier: true,
  prettierOptions: {
    settings: { singleQuote: true, printWidth: 140, trailingComma: javascript.TrailingComma.ALL },
    ignoreFile: true,
  },

  github: false,
  release: false,
  depsUpgrade: false,
  integrationTestAutoDiscover: false,
  gitignore: ['/lab/bin/', '/examples/**/dist/', '*.tsbuildinfo', '.DS_Store'],
});

// unrs-resolver 1.13.0 was published with some of its platform bindings missing, and `npm ci` fails on it.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

// The package has the bundles; the files that they were made of are for jsii and jest alone.
project.addPackageIgnore('/lib/**/*.js');
project.addPackageIgnore('!/lib/bundle/*.js');
project.addPackageIgnore('/lib/bundle/compiled-*/');

for (const folder of [
  '/examples/',
  '/lab/',
  '/bench/',
  '/projenrc/',
  '/docs/*',
  '!/docs/rules.md',
  '!/docs/check.md',
  '!/docs/languages.md',
  '/.ci/',
  '/.prettierrc.json',
  '/.prettierignore',
]) {
  project.addPackageIgnore(folder);
}

// Maps inside of every file would be two thirds of what is written.
project.tryFindObjectFile('tsconfig.json')?.addOverride('compilerOptions.inlineSourceMap', false);
project.tryFindObjectFile('tsconfig.json')?.addOverride('compilerOptions.inlineSources', false);

// jest strips types without checking them, and jsii compiles src alone.
project.testTask.exec('tsc --noEmit -p tsconfig.dev.json');

new LinterRules(project);
new ProjectTasks(project);
new LanguagePackages(project);

project.synth();
