import { ShowFormat } from './show-report';

/** The pods for programs. */
export const showJson: ShowFormat = {
  name: 'json',
  render: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
};
