import { App } from 'cdk8s';
import { Mc1 } from './as-patterns';
import { Mc1AsWritten } from './as-written';

const app = new App();
new Mc1AsWritten(app, 'as-written');
new Mc1(app, 'as-patterns');
app.synth();
