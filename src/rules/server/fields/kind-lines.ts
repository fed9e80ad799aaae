import { JsonObject, asObject, isJsonObject } from '../../../manifest/json';
import { Place } from '../../walk/place';
import { TypeLines, type } from './constraints';
import { FieldWalk, ObjectCheck } from './field-walk';
import { LABELS } from './metadata-fields';
import { OBJECT_META } from './type-names';

export const LABEL_SELECTOR = 'io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector';
export const TEMPLATE = 'io.k8s.api.core.v1.PodTemplateSpec';

/** An object of a type that the server takes for an empty one where it is absent. */
export function always(field: string, typeName: string): ObjectCheck {
  return (object: JsonObject, place: Place, walk: FieldWalk) => {
    if (!isJsonObject(object[field])) walk.visit(typeName, new Place({}, place, field));
  };
}

/** A field of a type that is walked over even where it is absent. */
export function line(field: string, typeName: string): TypeLines {
  return { $self: [always(field, typeName)], [field]: [type(typeName)] };
}

const DEFAULT_LABELS: ObjectCheck = (object, place, walk) => {
  const metadata = asObject(object.metadata);
  const { labels } = asObject(asObject(asObject(object.spec).template).metadata);
  if (Object.keys(asObject(metadata.labels)).length > 0 || !isJsonObject(labels)) return;
  LABELS.checks![0](labels, new Place(metadata, place, 'metadata'), 'labels', walk);
};

/** A kind whose objects have the labels of their template where they have none of their own. */
export function labelledKind(specType: string): TypeLines {
  const { $self, ...lines } = kind(specType);
  return { ...lines, $self: [...($self ?? []), DEFAULT_LABELS] };
}

/** A kind of object: its metadata, and a spec of a type. */
export function kind(specType: string): TypeLines {
  return { metadata: [type(OBJECT_META)], ...line('spec', specType) };
}
