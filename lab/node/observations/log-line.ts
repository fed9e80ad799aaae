/** A line that a container wrote, with the time at which the container runtime got it. */
export interface LogLine {
  readonly container: string;
  readonly at: Date;
  readonly text: string;
}

/** The lines of a log that was asked for with time stamps. */
export function logLines(container: string, text: string): LogLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const space = line.indexOf(' ');
      const stamp = space < 0 ? line : line.slice(0, space);
      return { container, at: new Date(stamp), text: space < 0 ? '' : line.slice(space + 1) };
    });
}

/** `10:41:07.123`, as the node's clock has it. */
export function clock(at: Date): string {
  return at.toISOString().slice(11, 23);
}

/** Lines of several containers as one story, in the order of their times. */
export function story(lines: readonly LogLine[]): string[] {
  const width = Math.max(0, ...lines.map(({ container }) => container.length));
  return [...lines]
    .sort((left, right) => left.at.getTime() - right.at.getTime())
    .map(({ at, container, text }) => `${clock(at)}  ${container.padEnd(width)}  ${text}`);
}
