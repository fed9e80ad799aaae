import { appArmor } from './app-armor';
import { capabilities } from './capabilities';
import { capabilitiesRestricted } from './capabilities-restricted';
import { hostNamespaces } from './host-namespaces';
import { hostPathVolumes } from './host-path-volumes';
import { hostPorts } from './host-ports';
import { hostProbes } from './host-probes';
import { PodSecurityRule } from './pod-security-rule';
import { privilegeEscalation } from './privilege-escalation';
import { privileged } from './privileged';
import { procMount } from './proc-mount';
import { procMountRestricted } from './proc-mount-restricted';
import { runAsNonRoot } from './run-as-non-root';
import { runAsUser } from './run-as-user';
import { seLinux } from './se-linux';
import { seccomp } from './seccomp';
import { seccompRestricted } from './seccomp-restricted';
import { sysctls } from './sysctls';
import { volumeTypes } from './volume-types';
import { windowsHostProcess } from './windows-host-process';

/** The checks that the level `baseline` makes. */
export const BASELINE_RULES: readonly PodSecurityRule[] = [
  appArmor,
  capabilities,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbes,
  privileged,
  procMount,
  seLinux,
  seccomp,
  sysctls,
  windowsHostProcess,
];

/** The checks that the level `restricted` makes beside those of `baseline`, or in the place of one that they override. */
export const RESTRICTED_RULES: readonly PodSecurityRule[] = [
  capabilitiesRestricted,
  privilegeEscalation,
  procMountRestricted,
  runAsNonRoot,
  runAsUser,
  seccompRestricted,
  volumeTypes,
];

/**
 * The checks of the Pod Security Standards, those of `baseline` first. They are never all made at once:
 * a level and a version choose among them.
 */
export const POD_SECURITY_CHECKS: readonly PodSecurityRule[] = [...BASELINE_RULES, ...RESTRICTED_RULES];
