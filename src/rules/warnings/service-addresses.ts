import { asObject, asString, textsIn } from '../../manifest/json';
import { Severity } from '../finding';
import { ManifestRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { addressWarnings, rangeWarnings } from './address-warnings';
import { SERVICE_WARNINGS_SOURCE, serviceOf } from './server-warning';

/** The addresses of a Service are written in the one form in which every program reads them. */
export const serviceAddresses: ManifestRule = {
  id: 'warnings/service-addresses',
  severity: Severity.WARNING,
  title: "A Service's addresses are written in their usual form",
  why: 'Some programs read an IPv4 address with leading zeros as octal numbers, others as decimal ones, and a range whose address has more bits than it shares may mean one host or many.',
  fix: 'Write the address or the range as the message has it.',
  source: SERVICE_WARNINGS_SOURCE,
  kinds: ['Service'],
  compliant: [
    {
      title: 'usual forms',
      yaml: serviceOf(`{ type: LoadBalancer, loadBalancerIP: 192.0.2.1, loadBalancerSourceRanges: [10.0.0.0/8], ports: [{ port: 80 }] }`),
    },
  ],
  nonCompliant: [
    {
      version: '1.35',
      title: 'a range of which only the first bits count, and an address with leading zeros',
      yaml: serviceOf(`{ type: LoadBalancer, loadBalancerIP: 192.000.2.1, loadBalancerSourceRanges: [10.0.0.1/8], ports: [{ port: 80 }] }`),
      fieldPaths: ['spec.loadBalancerIP', 'spec.loadBalancerSourceRanges[0]'],
    },
  ],
  judgeManifest(manifest, report: ReportViolation, { version }: RuleContext): void {
    if (manifest.apiVersion !== 'v1') return;
    const spec = asObject(manifest.spec);
    const clusterIP = asString(spec.clusterIP) ?? '';
    const given = textsIn(spec.clusterIPs);
    const clusterIPs = clusterIP === '' || clusterIP === 'None' ? [] : given.length > 0 ? given : [{ index: 0, text: clusterIP }];
    const lists = { clusterIPs, externalIPs: textsIn(spec.externalIPs) };
    for (const [field, addresses] of Object.entries(lists)) {
      for (const { index, text } of addresses) judgeAddress(`spec.${field}[${index}]`, text, addressWarnings, version.minor, report);
    }
    const balancer = asString(spec.loadBalancerIP) ?? '';
    if (balancer !== '') judgeAddress('spec.loadBalancerIP', balancer, addressWarnings, version.minor, report);
    for (const { index, text } of textsIn(spec.loadBalancerSourceRanges)) {
      judgeAddress(`spec.loadBalancerSourceRanges[${index}]`, text, rangeWarnings, version.minor, report);
    }
  },
};

function judgeAddress(fieldPath: string, value: string, warnings: typeof addressWarnings, minor: number, report: ReportViolation): void {
  for (const message of warnings(fieldPath, value, minor)) report({ fieldPath, message, value });
}
