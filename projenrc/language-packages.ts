import { Component, cdk8s } from 'projen';

/** The modules that a package in another language is compiled against. */
const PEERS = ['cdk8s', 'cdk8s-plus-28'];

/** Where Maven keeps what it downloads for the Java package. */
const MAVEN = '.m2';

/**
 * Has the packages for Go and Java built against peers that are generated here from their npm packages: the very versions that are tested.
 * The Go module of cdk8s-plus-28 that is published does not compile beside a constructs that has mixins, see docs/decisions/0008.
 *
 * jsii-pacmak takes what it finds in the `dist` of a dependency before it looks elsewhere.
 */
export class LanguagePackages extends Component {
  constructor(project: cdk8s.ConstructLibraryCdk8s) {
    super(project);
    const folders = PEERS.map((peer) => `node_modules/${peer}`);
    const generate = (language: string, written: string, options: string) =>
      // They are generated in this order, so that the last one is there when all are; `npm ci` removes them.
      `test -d ${folders[folders.length - 1]}/dist/${language}/${written} || jsii-pacmak --target ${language} ${options} ${folders.join(' ')}`;

    project.tasks.tryFind('package:go')?.prependExec(generate('go', 'cdk8splus28', '--code-only'));

    const java = project.tasks.tryFind('package:java');
    java?.reset(`jsii-pacmak -v --target java --maven-local-repository ${MAVEN}`);
    java?.prependExec(generate('java', 'org', `--maven-local-repository ${MAVEN}`));
    project.addGitIgnore(`/${MAVEN}/`);
    project.addPackageIgnore(`/${MAVEN}/`);
  }
}
