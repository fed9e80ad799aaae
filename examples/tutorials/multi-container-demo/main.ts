import { App } from 'cdk8s';
import { MultiContainerDemo } from './as-patterns';
import { MultiContainerDemoAsWritten } from './as-written';

const app = new App();
new MultiContainerDemoAsWritten(app, 'as-written');
new MultiContainerDemo(app, 'as-patterns');
app.synth();
