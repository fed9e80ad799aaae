import { App, Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { InitTask, InitializedPod, SharedVolume, WorkloadType } from 'cdk8s-pod-patterns';

const ORDERS = `customer,article,amount
hopper,compiler,3
lovelace,engine,1
hopper,manual,2
`;

/** One line for each customer. It relies on the lines of one customer being beside each other. */
const SUM = '$1 != customer { if (customer) print customer, sum; customer = $1; sum = 0 } { sum += $3 } END { print customer, sum }';

/** A Job that sums up orders. A task before it drops the heading and sorts the lines, so that main can stay simple. */
class OrderReport extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const orders = SharedVolume.configMap('orders', new kplus.ConfigMap(this, 'orders', { data: { 'orders.csv': ORDERS } }));
    const sorted = SharedVolume.emptyDir('sorted', { sizeLimit: Size.mebibytes(16) });

    new InitializedPod(this, 'job', {
      workload: WorkloadType.job({ backoffLimit: 2 }),
      main: {
        name: 'report',
        image: 'busybox:1.37',
        command: ['awk', '-F,', SUM, '/sorted/orders.csv'],
        shares: [sorted.readAt('/sorted')],
      },
      initTasks: [
        new InitTask({
          name: 'sort-orders',
          image: 'busybox:1.37',
          command: ['sh', '-c', 'tail -n +2 /orders/orders.csv | sort > /sorted/orders.csv'],
          shares: [orders.readAt('/orders'), sorted.writtenAt('/sorted')],
        }),
      ],
    });
  }
}

const app = new App();
new OrderReport(app, 'order-report');
app.synth();
