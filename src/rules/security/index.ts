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

/** The checks of the Pod Security Standards, those of `baseline` first. */
export const POD_SECURITY_CHECKS: readonly PodSecurityRule[] = [
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
  capabilitiesRestricted,
  privilegeEscalation,
  procMountRestricted,
  runAsNonRoot,
  runAsUser,
  seccompRestricted,
  volumeTypes,
];
