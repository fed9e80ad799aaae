import { asObject } from '../../../manifest/json';
import { check, relativePath, required, since, typeTable } from './constraints';

const MOUNT_PROPAGATION = check((value, place, _field, walk) => {
  if (typeof value !== 'string') return;
  const path = place.listPath('mountPropagation');
  const allowed = ['Bidirectional', 'HostToContainer', 'None'];
  if (!allowed.includes(value)) {
    walk.report('FieldValueNotSupported', path, 'is not supported here', { value, allowed: allowed.join(', ') });
  }
  const container = place.parent?.object ?? {};
  if (value === 'Bidirectional' && asObject(container.securityContext).privileged !== true) {
    walk.report('FieldValueForbidden', path, 'Bidirectional mount propagation is available only to privileged containers', { value });
  }
});

const RECURSIVE_READ_ONLY = check((value, place, _field, walk) => {
  if (typeof value !== 'string') return;
  const path = place.listPath('recursiveReadOnly');
  const mount = place.object;
  if (value === 'Enabled' || value === 'IfPossible') {
    if (mount.readOnly !== true) walk.report('FieldValueForbidden', path, 'may only be specified when readOnly is true', { value });
    if (typeof mount.mountPropagation === 'string' && mount.mountPropagation !== 'None') {
      walk.report('FieldValueForbidden', path, 'may only be specified when mountPropagation is None or not specified', { value });
    }
  } else if (value !== 'Disabled') {
    walk.report('FieldValueNotSupported', path, 'is not supported here', { value, allowed: 'Disabled, IfPossible, Enabled' });
  }
});

/** What the server holds against what a container mounts. */
export const MOUNT_FIELDS = typeTable('io.k8s.api.core.v1', {
  VolumeMount: {
    name: [required()],
    mountPath: [required()],
    subPath: [relativePath((place, field) => place.listPath(field))],
    subPathExpr: [
      relativePath((place, field) => place.listPath(field)),
      check((value, place, field, walk) => {
        if (!value || typeof place.object.subPath !== 'string' || place.object.subPath === '') return;
        walk.report('FieldValueInvalid', place.path(field), 'subPathExpr and subPath are mutually exclusive', {
          value,
          fix: 'Remove one of the two.',
        });
      }),
    ],
    mountPropagation: [MOUNT_PROPAGATION],
    recursiveReadOnly: [since(31), RECURSIVE_READ_ONLY],
  },
  VolumeDevice: { name: [required()], devicePath: [required()] },
});
