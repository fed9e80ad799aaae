import { ReportFormat } from './check-report';
import { githubReport } from './github-report';
import { jsonReport } from './json-report';
import { sarifReport } from './sarif-report';
import { textReport } from './text-report';

/** Every way to write a report: a new one is a file and a line here. */
export const REPORT_FORMATS: readonly ReportFormat[] = [textReport, jsonReport, sarifReport, githubReport];
