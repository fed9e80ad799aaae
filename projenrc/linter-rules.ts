import { Component, cdk8s } from 'projen';

/**
 * The rooms of `src` and the rooms each may import, as `docs/design.md` draws them. A room may always import itself.
 *
 * An arrow that is missing here is an error of the linter, so that judging code never comes to depend on the code that
 * constructs.
 */
const MAY_IMPORT: Record<string, string[]> = {
  cluster: [],
  manifest: ['cluster'],
  rules: ['manifest', 'cluster'],
  validation: ['rules', 'manifest', 'cluster'],
  lifecycle: ['manifest', 'cluster'],
  assembly: ['lifecycle', 'manifest', 'cluster'],
  volumes: ['assembly', 'manifest', 'cluster'],
  network: ['assembly', 'manifest', 'cluster'],
  synth: ['assembly', 'validation', 'rules', 'manifest', 'cluster'],
  roles: ['synth', 'volumes', 'network', 'lifecycle', 'assembly', 'manifest', 'cluster'],
  pods: ['roles', 'synth', 'volumes', 'network', 'lifecycle', 'assembly', 'manifest', 'cluster'],
  blueprints: ['roles', 'volumes', 'network', 'lifecycle', 'assembly', 'manifest', 'cluster'],
  reports: ['validation', 'rules', 'manifest', 'cluster'],
  cli: ['reports', 'validation', 'rules', 'manifest', 'cluster'],
  importer: ['pods', 'roles', 'validation', 'manifest', 'cluster'],
  testing: ['pods', 'roles', 'validation', 'manifest', 'cluster'],
};

/** Rooms that judge, draw or assemble manifests: a program that only checks YAML loads them and neither cdk8s nor cdk8s-plus. */
const WITHOUT_CDK8S = ['cluster', 'manifest', 'rules', 'validation', 'lifecycle', 'assembly', 'reports', 'cli'];

/** What the linter holds beside projen's own rules: the dependency directions of the design, no cycles, no `any`. */
export class LinterRules extends Component {
  constructor(project: cdk8s.ConstructLibraryCdk8s) {
    super(project);
    const rooms = Object.keys(MAY_IMPORT);
    project.eslint?.addRules({
      'import/no-restricted-paths': [
        'error',
        {
          zones: rooms.map((room) => ({
            target: `./src/${room}`,
            from: './src',
            except: [room, ...MAY_IMPORT[room]].map((allowed) => `./${allowed}`),
            message: `src/${room} may import only ${MAY_IMPORT[room].join(', ') || 'nothing of src'}: see docs/design.md`,
          })),
        },
      ],
      'import/order': [
        'error',
        { groups: ['builtin', 'external', 'parent', 'sibling', 'index'], alphabetize: { order: 'asc', caseInsensitive: true } },
      ],
      'import/no-cycle': ['error'],
      '@typescript-eslint/no-explicit-any': ['error'],
    });
    // projen's project service knows one tsconfig.json a folder; examples, bench and lab are in the one of development.
    const eslintrc = project.tryFindObjectFile('.eslintrc.json');
    eslintrc?.addDeletionOverride('parserOptions.projectService');
    eslintrc?.addOverride('parserOptions.project', ['./tsconfig.dev.json', './projenrc/tsconfig.json']);
    eslintrc?.addOverride('settings.import/resolver.typescript.project', './tsconfig.dev.json');
    // The places that load a module when it is needed rather than when the library is imported.
    project.eslint?.addOverride({
      files: ['src/*/load-*.ts'],
      rules: { '@typescript-eslint/no-require-imports': 'off' },
    });
    project.eslint?.addOverride({
      files: WITHOUT_CDK8S.map((room) => `src/${room}/**/*.ts`),
      rules: {
        '@typescript-eslint/no-restricted-imports': [
          'error',
          {
            patterns: [
              { group: ['cdk8s', 'cdk8s/*', 'constructs'], message: 'this room judges plain manifests', allowTypeImports: true },
              { group: ['cdk8s-plus-*'], message: 'this room judges plain manifests, whatever made them' },
            ],
          },
        ],
      },
    });
  }
}
