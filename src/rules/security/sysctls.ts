import { JsonObject, asObject, asString, objectsOf } from '../../manifest/json';
import { PodSecurityLevel } from './pod-security-level';
import { podSecurityRule } from './pod-security-rule';

/** The safe parameters by the minor from which on they count as such. */
const SAFE: readonly { readonly since: number; readonly names: readonly string[] }[] = [
  {
    since: 0,
    names: [
      'kernel.shm_rmid_forced',
      'net.ipv4.ip_local_port_range',
      'net.ipv4.tcp_syncookies',
      'net.ipv4.ping_group_range',
      'net.ipv4.ip_unprivileged_port_start',
      'net.ipv4.ip_local_reserved_ports',
    ],
  },
  {
    since: 29,
    names: ['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes'],
  },
  { since: 32, names: ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'] },
  { since: 37, names: ['net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'] },
];

/** Kernel parameters are among those that are safe. */
export const sysctls = podSecurityRule({
  name: 'sysctls',
  level: PodSecurityLevel.BASELINE,
  title: 'Kernel parameters are among those that are safe',
  why: 'Other parameters change the node for all of its pods.',
  fix: 'Take the parameter out, or set it on the node.',
  compliant:
    "{ securityContext: { sysctls: [{ name: net.ipv4.tcp_syncookies, value: '1' }] }, containers: [{ name: web, image: 'nginx:1.29' }] }",
  nonCompliant: "{ securityContext: { sysctls: [{ name: kernel.msgmax, value: '1' }] }, containers: [{ name: web, image: 'nginx:1.29' }] }",
  fieldPaths: ['spec.securityContext.sysctls[0].name'],
  judge(pod, report, { version }) {
    const parameters = objectsOf(asObject((pod.spec as JsonObject).securityContext).sysctls);
    if (parameters.length === 0) return;
    const safe = SAFE.filter(({ since }) => version.minor >= since).flatMap(({ names }) => names);
    for (const { index, object } of parameters) {
      if (safe.includes(asString(object.name) ?? '')) continue;
      report({
        fieldPath: `${pod.specPath}.securityContext.sysctls[${index}].name`,
        message: 'the kernel parameter is not safe',
        value: object.name,
        allowed: safe.join(', '),
      });
    }
  },
});
