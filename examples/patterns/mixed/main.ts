import { App } from 'cdk8s';
import { Shop } from './shop';

const app = new App();
new Shop(app, 'shop', { release: '2026.11', host: 'shop.example.com' });
app.synth();
