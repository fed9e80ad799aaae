import { Terminal } from '../../../examples/demo/terminal';

function terminal(isTTY: boolean): { terminal: Terminal; written: () => string } {
  let text = '';
  const stream = { isTTY, columns: 20, write: (part: string) => (text += part) } as unknown as NodeJS.WriteStream;
  return { terminal: new Terminal(stream), written: () => text };
}

const NO_COLOR = process.env.NO_COLOR;

beforeEach(() => delete process.env.NO_COLOR);
afterAll(() => {
  if (NO_COLOR !== undefined) process.env.NO_COLOR = NO_COLOR;
});

test('a pipe gets plain lines and no progress', () => {
  const { terminal: plain, written } = terminal(false);
  plain.progress('1 of 3');
  plain.lines(plain.bold('one'), plain.red('two'));
  expect(written()).toBe('one\ntwo\n');
});

test('a terminal gets colours, and a line of progress that the next lines replace', () => {
  const { terminal: rich, written } = terminal(true);
  rich.progress('a progress that is longer than the terminal is wide');
  rich.lines(rich.green('ok'));
  expect(written()).toBe('\r\u001b[2K\u001b[2ma progress that is \u001b[0m\r\u001b[2K\u001b[32mok\u001b[0m\n');
});

test('a terminal gets no colours where NO_COLOR asks for none', () => {
  process.env.NO_COLOR = '1';
  const { terminal: plain, written } = terminal(true);
  plain.lines(plain.cyan('name'), plain.yellow('warning'), plain.dim('path'));
  expect(written()).toBe('\r\u001b[2Kname\nwarning\npath\n');
});
