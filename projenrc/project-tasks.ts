import { Component, cdk8s } from 'projen';

/** The commands of the project beyond those that projen brings, and what their output must not be cluttered with. */
export class ProjectTasks extends Component {
  constructor(project: cdk8s.ConstructLibraryCdk8s) {
    super(project);
    // jsii prints eleven lines about the end of life of Node 20 on every run; the README recommends Node 22 once.
    project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '18,20');
    project.compileTask.exec('ts-node --transpile-only --project tsconfig.dev.json projenrc/bundle.ts');
    project.addTask('bench', {
      description: 'Measure construct, synth, import and memory beside bare cdk8s-plus-28 (see docs/performance.md)',
      steps: [{ spawn: 'compile' }, { exec: 'ts-node --transpile-only --project tsconfig.dev.json bench/main.ts', receiveArgs: true }],
    });
    project.addTask('lab', {
      description: "Compare the library with Kubernetes' own validation code (needs lab/build); see docs/lab.md",
      exec: 'ts-node --transpile-only --project tsconfig.dev.json lab/compare/main.ts',
      receiveArgs: true,
    });
    project.addTask('lab:record', {
      description: "Write what the lab says of each rule's examples into lab/record (needs lab/build)",
      exec: 'ts-node --transpile-only --project tsconfig.dev.json lab/record/main.ts',
    });
    project.addTask('lab:node', {
      description: 'Run the examples on a real node and observe them (needs root, Linux and some packages); see docs/lab.md',
      exec: 'lab/node/observe',
      receiveArgs: true,
    });
    project.addTask('lab:tables', {
      description: 'Write the schema tables out of the published Kubernetes modules (needs Go)',
      exec: 'ts-node --transpile-only --project tsconfig.dev.json lab/tables/main.ts',
    });
    project.addTask('docs:rules', {
      description: 'Write docs/rules.md from the rules',
      exec: 'ts-node --transpile-only --project tsconfig.dev.json projenrc/rules-page.ts',
    });
    project.addTask('docs:readme', {
      description: 'Write into README.md what its examples synthesize',
      exec: 'ts-node --transpile-only --project tsconfig.dev.json test/readme/write-outcomes.ts',
    });
    project.addTask('docs:lifecycle', {
      description: 'Write the code, the order and the pictures of examples/lifecycle into docs/lifecycle.md and docs/images',
      exec: 'ts-node --transpile-only --project tsconfig.dev.json test/docs/write-lifecycle.ts',
    });
    project.addTask('demo', {
      description: 'Compile, synthesize every example with the cdk8s CLI and show the containers in the order in which they start',
      steps: [{ spawn: 'compile' }, { exec: 'ts-node --transpile-only --project tsconfig.dev.json examples/demo.ts', receiveArgs: true }],
    });
    project.package.addField('main', 'lib/bundle/index.js');
    project.package.addBin({ 'pod-patterns': 'bin/pod-patterns' });
    project.package.addField('exports', {
      '.': { types: './lib/index.d.ts', default: './lib/bundle/index.js' },
      './package.json': './package.json',
      './.jsii': './.jsii',
    });
  }
}
