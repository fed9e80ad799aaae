/** Runs the command: its file is loaded when what compiles it is in place. */
export function loadMain(): void {
  require('./main');
}
