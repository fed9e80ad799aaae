import { App } from 'cdk8s';
import { Storefront } from './storefront';
import { Adapter, Endpoint } from 'cdk8s-pod-patterns';

const app = new App();
const storefront = new Storefront(app, 'storefront');

// One line more, and the Deployment has metrics. Nothing of what cdk8s-plus writes for it changes.
storefront.web.with(
  new Adapter({
    name: 'exporter',
    image: 'nginx/nginx-prometheus-exporter:1.5.3',
    securityContext: { user: 1001 },
    view: Endpoint.http(9113, { name: 'metrics' }),
    scrapeAnnotations: true,
    scrapes: Endpoint.http(8080),
    scrapePath: '/stub_status',
    scrapeVariable: 'SCRAPE_URI',
  }),
);

app.synth();
