import { Measurement } from '../measurement';
import { CheckGrowth } from './check-growth';
import { CheckOne } from './check-one';
import { CheckPeers } from './check-peers';
import { Heap } from './heap';
import { Import } from './import';
import { JudgeSpeed } from './judge-speed';
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
  () => new JudgeSpeed(),
  () => new CheckPeers(),
  () => new CheckOne(),
  () => new CheckGrowth(),
];
