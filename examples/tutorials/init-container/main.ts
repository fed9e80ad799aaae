import { App } from 'cdk8s';
import { InitContainer } from './as-patterns';
import { InitContainerAsWritten } from './as-written';

const app = new App();
new InitContainerAsWritten(app, 'as-written');
new InitContainer(app, 'as-patterns');
app.synth();
