import { App } from 'cdk8s';
import { MultiContainerPod } from './as-patterns';
import { MultiContainerPodAsWritten } from './as-written';

const app = new App();
new MultiContainerPodAsWritten(app, 'as-written');
new MultiContainerPod(app, 'as-patterns');
app.synth();
