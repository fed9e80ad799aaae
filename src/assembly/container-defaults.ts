import { JsonObject, asObject } from '../manifest/json';
import { DEFAULT_USER, MAIN_RESOURCES, ROLE_RESOURCES } from './default-values';
import { PodDefault, PodDefaults } from './pod-default';
import { ManifestPath, PodDraft, copyOf, valueAt } from './pod-draft';

/** What the Pod Security Standard `restricted` lets only a container say, and a root file system that nobody can change. */
const CONTAINER_SECURITY: JsonObject = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};

/** What the Pod Security Standard `restricted` lets the pod say once for all of its containers. */
const POD_SECURITY: JsonObject = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/** Gives a container the defaults that it does not state itself. */
export function applyContainerDefaults(
  draft: PodDraft,
  path: ManifestPath,
  defaults: PodDefaults,
  of: { main: boolean; ownsPod: boolean },
): void {
  const security = [...path, 'securityContext'];
  if (defaults.has(PodDefault.SECURITY_PROFILE)) {
    draft.writeDefault(security, unprivileged(draft, security));
    // In a pod that somebody else made, the pod's own security context is not this library's to change.
    if (!of.ownsPod) writeWherePodIsSilent(draft, security, POD_SECURITY);
  }
  if (defaults.has(PodDefault.NUMERIC_USER) && !of.ownsPod) writeWherePodIsSilent(draft, security, { runAsUser: DEFAULT_USER });
  if (defaults.has(PodDefault.RESOURCES) && valueAt(draft.manifest, [...path, 'resources']) === undefined) {
    draft.writeDefault([...path, 'resources'], fresh(of.main ? MAIN_RESOURCES : ROLE_RESOURCES));
  }
}

/** Gives the pod of a pattern construct the part of the security profile that the pod says once for all of its containers. */
export function applyPodSecurity(draft: PodDraft, defaults: PodDefaults): void {
  const security = draft.specPath('securityContext');
  if (defaults.has(PodDefault.SECURITY_PROFILE)) draft.writeDefault(security, fresh(POD_SECURITY));
  if (!defaults.has(PodDefault.NUMERIC_USER)) return;
  draft.writeDefault(security, { runAsUser: DEFAULT_USER });
  // A volume's files belong to this group, so that containers of different users can share them.
  if (Array.isArray(draft.spec.volumes)) draft.writeDefault(security, { fsGroup: DEFAULT_USER });
}

/** A privileged container cannot do without privilege escalation: the API server refuses the two together. */
function unprivileged(draft: PodDraft, security: ManifestPath): JsonObject {
  const stated = asObject(valueAt(draft.manifest, security));
  return stated.privileged === true ? { readOnlyRootFilesystem: true } : fresh(CONTAINER_SECURITY);
}

function writeWherePodIsSilent(draft: PodDraft, security: ManifestPath, fields: JsonObject): void {
  const pod = asObject(draft.spec.securityContext);
  for (const [field, value] of Object.entries(fields)) {
    if (pod[field] === undefined && value !== undefined) draft.writeDefault(security, fresh({ [field]: value }));
  }
}

/** A copy of a constant: two pods never share a mapping, so that changing one manifest leaves the other alone. */
function fresh(value: JsonObject): JsonObject {
  return copyOf(value) as JsonObject;
}
