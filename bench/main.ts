import { cpus, totalmem } from 'node:os';
import { MEASUREMENTS } from './measurements';
import { isKept, table } from './table';

/*
 * `npm run bench`: measures the compiled library beside bare cdk8s-plus-28, round by round, and prints the medians with their bounds.
 * `npm run bench -- 9` makes nine rounds.
 */
const rounds = Math.max(5, Number(process.argv[2] ?? 5));
const measurements = MEASUREMENTS.map((create) => create());

for (let round = 1; round <= rounds; round++) {
  for (const measurement of measurements) {
    process.stderr.write(`round ${round} of ${rounds}: ${measurement.name}\n`);
    measurement.round();
  }
}

const rows = measurements.flatMap((measurement) => measurement.rows());
const missed = rows.filter((row) => !isKept(row));
const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0].model.trim()}, ${(totalmem() / 1024 ** 3).toFixed(0)} GiB`;
console.log(`Medians of ${rounds} rounds. ${machine}.\n\n${table(rows)}\n`);
console.log(
  missed.length === 0
    ? 'Every bound is kept.'
    : `Bounds that are missed: ${missed.map(({ what, figure, bound, unit }) => `${what} (${figure.toFixed(2)}${unit}, allowed ${bound}${unit})`).join('; ')}.`,
);
if (missed.length > 0) process.exitCode = 1;
