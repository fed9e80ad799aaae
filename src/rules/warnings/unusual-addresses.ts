import { asList, asObject, asString, objectsOf } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { addressWarnings } from './address-warnings';
import { podOf, serverWarning } from './server-warning';

/** Addresses are written in the one form in which every program reads them. */
export const unusualAddresses = serverWarning({
  id: 'warnings/unusual-addresses',
  title: 'Addresses are written in their usual form',
  why: 'Some programs read an IPv4 address with leading zeros as octal numbers, others as decimal ones: the pod may ask another host than was meant.',
  fix: 'Write the address as the message has it.',
  since: '1.33',
  onlyWith: ['dnsConfig', 'hostAliases'],
  compliant: [
    {
      title: 'usual forms',
      yaml: podOf(
        `{ hostAliases: [{ ip: 10.0.0.1, hostnames: [a] }, { ip: '2001:db8::1', hostnames: [b] }], containers: [{ name: web, image: 'nginx:1.29' }] }`,
      ),
    },
  ],
  nonCompliant: [
    {
      version: '1.35',
      title: 'leading zeros, and an IPv6 address in another form',
      yaml: podOf(
        `{ hostAliases: [{ ip: 010.0.0.1, hostnames: [a] }, { ip: '2001:DB8:0::1', hostnames: [b] }], containers: [{ name: web, image: 'nginx:1.29' }] }`,
      ),
      fieldPaths: ['spec.hostAliases[0].ip', 'spec.hostAliases[1].ip'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    if (pod.spec.dnsConfig !== undefined) {
      for (const [index, server] of asList(asObject(pod.spec.dnsConfig).nameservers).entries()) {
        judgeAddress(`${pod.specPath}.dnsConfig.nameservers[${index}]`, asString(server), version.minor, report);
      }
    }
    for (const { index, object } of objectsOf(pod.spec.hostAliases)) {
      judgeAddress(`${pod.specPath}.hostAliases[${index}].ip`, asString(object.ip), version.minor, report);
    }
  },
});

function judgeAddress(fieldPath: string, value: string | undefined, minor: number, report: ReportViolation): void {
  if (value === undefined) return;
  for (const message of addressWarnings(fieldPath, value, minor)) report({ fieldPath, message, value });
}
