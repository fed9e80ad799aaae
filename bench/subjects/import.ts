/* One process: what it costs to load the library where cdk8s-plus-28 is loaded already, in milliseconds of processor time. */
import { createRequire } from 'node:module';
import 'cdk8s-plus-28';

const start = process.cpuUsage();
createRequire(__filename)('cdk8s-pod-patterns');
const { user, system } = process.cpuUsage(start);
process.stdout.write(JSON.stringify({ importMilliseconds: (user + system) / 1000 }));
