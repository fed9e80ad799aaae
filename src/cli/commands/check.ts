import { parseArgs } from 'node:util';
import { KubernetesVersion } from '../../cluster/kubernetes-version';
import { REPORT_FORMATS } from '../../reports/report-formats';
import { SEVERITIES, Severity, severitiesFrom } from '../../rules/finding';
import { PodSecurityLevel } from '../../rules/security/pod-security-level';
import { ValidationPolicy } from '../../validation/validation-policy';
import { checkFiles } from '../check-files';
import { Command, UsageError } from '../command';
import { ExitCode } from '../exit-code';
import { inputFiles } from '../input-files';
import { oneOf, versionOf } from '../option-values';
import { Output } from '../output';
import { readPolicyFile } from '../policy-file';
import { Progress } from '../progress';
import { readRuleFiles } from '../rule-files';
import { Terminal } from '../terminal';
import { tuneV8 } from '../tune-v8';

/** Judges the manifests of files. */
export const check: Command = {
  name: 'check',
  summary: 'Judge the manifests in files, in folders or on standard input',
  usage: `pod-patterns check [options] FILE|FOLDER|- ...

  --kubernetes-version VERSION   the oldest version that the manifests have to run on (default: ${KubernetesVersion.DEFAULT.toString()})
  --pod-security LEVEL           hold every pod against a level of the Pod Security Standards: ${Object.values(PodSecurityLevel).join(', ')}
  --policy FILE                  weights and suppressions of rules (YAML or JSON)
  --rules FILE                   rules of one's own: a JavaScript module that exports them; may be given several times
  --fail-on SEVERITY             the least that makes the exit code 1: ${SEVERITIES.join(', ')} (default: that of the policy, else error)
  --format FORMAT                ${REPORT_FORMATS.map(({ name }) => name).join(', ')} (default: text)`,
  run: (args, terminal) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        'kubernetes-version': { type: 'string' },
        'pod-security': { type: 'string' },
        policy: { type: 'string' },
        rules: { type: 'string', multiple: true },
        'fail-on': { type: 'string' },
        format: { type: 'string' },
      },
      strict: true,
      allowPositionals: true,
    });
    if (positionals.length === 0) throw new UsageError("check takes files, folders, or '-' for standard input");
    const version = versionOf(values['kubernetes-version']);
    const formatName = oneOf(
      '--format',
      values.format ?? 'text',
      REPORT_FORMATS.map(({ name }) => name),
    );
    const level = values['pod-security'];
    const podSecurity = level === undefined ? {} : { podSecurity: oneOf('--pod-security', level, Object.values(PodSecurityLevel)) };
    const rules = readRuleFiles(values.rules ?? []);
    const policy: ValidationPolicy = {
      ...(values.policy === undefined ? {} : readPolicyFile(values.policy, rules)),
      ...podSecurity,
      rules,
    };
    const failOn = oneOf('--fail-on', values['fail-on'] ?? policy.failOn ?? Severity.ERROR, SEVERITIES);
    const files = inputFiles(positionals);
    if (files.length === 0) throw new UsageError(`no *.yaml, *.yml or *.json in ${positionals.join(', ')}`);
    return report(files, { version, policy, failOn, formatName }, terminal);
  },
};

interface Wish {
  readonly version: KubernetesVersion;
  readonly policy: ValidationPolicy;
  readonly failOn: Severity;
  readonly formatName: string;
}

function report(files: ReturnType<typeof inputFiles>, { version, policy, failOn, formatName }: Wish, terminal: Terminal): ExitCode {
  const progress = new Progress(terminal, files.length);
  const format = REPORT_FORMATS.find(({ name }) => name === formatName) ?? REPORT_FORMATS[0];
  const writer = format.begin(terminal);
  const output = new Output(terminal);
  const { summary, allRead } = checkFiles(files, {
    version,
    policy,
    standardInput: () => terminal.chunks(),
    progress: (done) => progress.done(done),
    many: tuneV8,
    finding: (found) => output.write(writer.finding(found)),
  });
  progress.end();
  output.write(writer.end(summary));
  output.end();
  if (!allRead) return ExitCode.UNUSABLE;
  return severitiesFrom(failOn).some((severity) => summary.counts[severity] > 0) ? ExitCode.FAILED : ExitCode.PASSED;
}
