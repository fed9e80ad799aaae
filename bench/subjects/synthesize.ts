import { App, Chart } from 'cdk8s';
import { PodMaker } from './pods';

/** Constructs an app of charts with pods and synthesizes it. */
export function synthesize(outdir: string, makePod: PodMaker, charts: number, podsInEach: number): App {
  const app = new App({ outdir });
  for (let chartIndex = 0; chartIndex < charts; chartIndex++) {
    const chart = new Chart(app, `chart-${chartIndex}`);
    for (let podIndex = 0; podIndex < podsInEach; podIndex++) makePod(chart, `pod-${podIndex}`);
  }
  app.synth();
  return app;
}
