/* One process: how long the first computation of the order of 200 containers with 1,000 dependencies takes, in milliseconds of processor time. */
import { OrderedContainer, startOrder } from '../../src/lifecycle/start-order';
import { StartCondition } from '../../src/manifest/start-condition';

const CONTAINERS = 200;
const DEPENDENCIES = 1000;
const STRIDE = 37;

const dependsOn: { container: string; condition: StartCondition }[][] = Array.from({ length: CONTAINERS }, () => []);
for (let made = 0; made < DEPENDENCIES; made++) {
  // Each waits for another five of those before it, spread over all of them: an order without a cycle, whose declaration is turned around.
  const waiting = 1 + (made % (CONTAINERS - 1));
  dependsOn[waiting].push({ container: `c${(made * STRIDE) % waiting}`, condition: StartCondition.STARTED });
}
const containers: OrderedContainer[] = dependsOn
  .map((conditions, index): OrderedContainer => ({
    name: `c${index}`,
    placement: 'native-sidecar',
    dependsOn: conditions,
    hasStartupProbe: false,
    hasReadinessProbe: false,
    isMain: false,
  }))
  .reverse();

const start = process.cpuUsage();
const { init, problems } = startOrder(containers);
const { user, system } = process.cpuUsage(start);
if (init.length !== CONTAINERS || init[0] !== 'c0' || problems.length > 0) throw new Error('the containers are not in order');
process.stdout.write(JSON.stringify({ orderMilliseconds: (user + system) / 1000 }));
