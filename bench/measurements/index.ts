import { Measurement } from '../measurement';
import { Heap } from './heap';
import { Import } from './import';
import { ManyCharts } from './many-charts';
import { OneChart } from './one-chart';
import { Order } from './order';

/** Everything that `npm run bench` measures, in the order in which it is printed. */
export const MEASUREMENTS: readonly (() => Measurement)[] = [
  () => new OneChart(),
  () => new Heap(),
  () => new ManyCharts(),
  () => new Import(),
  () => new Order(),
];
