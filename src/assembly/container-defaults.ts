import { JsonObject, asList, asObject, asString } from '../manifest/json';
import { DEFAULT_USER, MAIN_RESOURCES, ROLE_RESOURCES } from './default-values';
import { PodDefault, PodDefaults } from './pod-default';
import { ManifestPath, PodDraft, valueAt } from './pod-draft';

/** What the Pod Security Standard `restricted` lets only a container say, and a root file system that nobody can change. */
const CONTAINER_SECURITY: JsonObject = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};

/** What the Pod Security Standard `restricted` lets the pod say once for all of its containers. */
const POD_SECURITY: JsonObject = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/** What of a security context a pod on Windows may say: the API server refuses the rest there. */
const WINDOWS_SECURITY: ReadonlySet<string> = new Set(['runAsNonRoot']);

/**
 * Gives a container the defaults that it does not state itself.
 *
 * A role's container meets the security profile whatever the pod says: where the pod says something laxer, which may be right for main, the
 * container says it for itself. Main has what the pod says.
 */
export function applyContainerDefaults(draft: PodDraft, path: ManifestPath, defaults: PodDefaults, isMain: boolean): void {
  const security = [...path, 'securityContext'];
  if (defaults.has(PodDefault.SECURITY_PROFILE)) writeSecurity(draft, security, unprivileged(draft, security));
  if (!isMain) applyRoleSecurity(draft, security, defaults);
  // Limits of a container may not be above those that the pod states for all of them together, and where it states some, they are enough.
  const isLimited = Object.keys(asObject(draft.spec.resources)).length > 0;
  if (defaults.has(PodDefault.RESOURCES) && !isLimited && (valueAt(draft.manifest, [...path, 'resources']) ?? undefined) === undefined) {
    draft.writeDefault([...path, 'resources'], isMain ? MAIN_RESOURCES : ROLE_RESOURCES);
  }
}

function applyRoleSecurity(draft: PodDraft, security: ManifestPath, defaults: PodDefaults): void {
  const pod = asObject(draft.spec.securityContext);
  if (defaults.has(PodDefault.NUMERIC_USER) && !(Number(pod.runAsUser) > 0)) writeSecurity(draft, security, { runAsUser: DEFAULT_USER });
  if (!defaults.has(PodDefault.SECURITY_PROFILE)) return;
  const profile = asString(asObject(pod.seccompProfile).type);
  if (profile !== 'RuntimeDefault' && profile !== 'Localhost') {
    writeSecurity(draft, security, { seccompProfile: POD_SECURITY.seccompProfile });
  }
  // The kubelet refuses to start a container that runs as root and is said not to.
  const user = asObject(valueAt(draft.manifest, security)).runAsUser ?? pod.runAsUser;
  if (pod.runAsNonRoot !== true && user !== 0) writeSecurity(draft, security, { runAsNonRoot: true });
}

/** Gives the pod of a pattern construct the part of the security profile that the pod says once for all of its containers. */
export function applyPodSecurity(draft: PodDraft, defaults: PodDefaults): void {
  const security = draft.specPath('securityContext');
  if (defaults.has(PodDefault.SECURITY_PROFILE)) writeSecurity(draft, security, POD_SECURITY);
  if (defaults.has(PodDefault.NUMERIC_USER)) writeSecurity(draft, security, { runAsUser: DEFAULT_USER });
}

/** Gives a pod with volumes the group that their files belong to, so that containers of different users can share them. */
export function applySharedGroup(draft: PodDraft, defaults: PodDefaults): void {
  if (!defaults.has(PodDefault.NUMERIC_USER) || asList(draft.spec.volumes).length === 0) return;
  writeSecurity(draft, draft.specPath('securityContext'), { fsGroup: DEFAULT_USER });
}

/** A container that is privileged, or has `CAP_SYS_ADMIN`, escalates its privileges: the API server refuses to hear the contrary. */
function unprivileged(draft: PodDraft, security: ManifestPath): JsonObject {
  const stated = asObject(valueAt(draft.manifest, security));
  const { allowPrivilegeEscalation, ...rest } = CONTAINER_SECURITY;
  if (stated.privileged === true) return { readOnlyRootFilesystem: true };
  return asList(asObject(stated.capabilities).add).includes('CAP_SYS_ADMIN') ? rest : { allowPrivilegeEscalation, ...rest };
}

/** Writes the part of a security context that the pod's operating system knows. */
function writeSecurity(draft: PodDraft, path: ManifestPath, fields: JsonObject): void {
  const onWindows = asObject(draft.spec.os).name === 'windows';
  const known = Object.entries(fields).filter(([field]) => !onWindows || WINDOWS_SECURITY.has(field));
  if (known.length > 0) draft.writeDefault(path, Object.fromEntries(known));
}
