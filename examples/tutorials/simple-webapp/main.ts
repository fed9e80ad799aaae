import { App } from 'cdk8s';
import { SimpleWebapp } from './as-patterns';
import { SimpleWebappAsWritten } from './as-written';

const app = new App();
new SimpleWebappAsWritten(app, 'as-written');
new SimpleWebapp(app, 'as-patterns');
app.synth();
