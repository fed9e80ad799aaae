import { isAddressText } from '../../../manifest/ip-address';
import { asList, asObject, asString, isJsonObject, objectsOf, textsIn } from '../../../manifest/json';
import { isDnsSubdomain } from '../../../manifest/names';
import { Place } from '../../walk/place';
import { Constraint, check, each, typeTable } from './constraints';
import { FieldWalk, ObjectCheck } from './field-walk';

/** An IP address; before 1.36 the server also takes IPv4 with leading zeros, and IPv4 in the clothes of IPv6. */
function isAddress(text: string, minor: number): boolean {
  const isStrict = minor >= 36;
  if (isAddressText(text)) return !(isStrict && /^(?:0{0,4}:){1,5}:?ffff:/i.test(text) && text.includes('.'));
  return !isStrict && /^(?:0*(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}0*(?:25[0-5]|2[0-4]\d|1?\d?\d)$/.test(text);
}

function reportAddress(value: unknown, path: string, walk: FieldWalk): void {
  const text = asString(value as string) ?? '';
  if (isAddress(text, walk.version.minor)) return;
  walk.report('FieldValueInvalid', path, 'is no IP address', {
    value: text,
    allowed: 'an IPv4 or IPv6 address, such as "10.9.8.7" or "2001:db8::ffff"',
  });
}

const SEARCH_DOMAINS: Constraint = check((list, place, field, walk) => {
  const searches = textsIn(list).map(({ text }) => text);
  if (searches.length > 32) {
    walk.report('FieldValueInvalid', place.path(field), 'must not have more than 32 search paths', { value: searches.length });
  }
  if (searches.join(' ').length > 2048) {
    walk.report('FieldValueInvalid', place.path(field), 'must not have more than 2048 characters (including spaces) in the search list');
  }
  searches.forEach((search, index) => {
    const relaxed = walk.version.minor >= 33;
    if (relaxed && search === '.') return;
    const name = search.replace(/\.$/, '');
    const valid = relaxed
      ? /^[a-z0-9_]([-_a-z0-9]*[a-z0-9])?(\.[a-z0-9_]([-_a-z0-9]*[a-z0-9])?)*$/.test(name) && name.length <= 253
      : isDnsSubdomain(name);
    if (!valid) walk.report('FieldValueInvalid', `${place.path(field)}[${index}]`, 'is no DNS domain', { value: search });
  });
});

/** A pod without a DNS policy of the cluster's brings its own nameservers; without them the server looks at nothing else of its DNS. */
export const OWN_DNS: ObjectCheck = (spec, place, walk) => {
  if (spec.dnsPolicy !== 'None' || hasNameservers(place)) return;
  const allowed = 'one nameserver at least';
  if (!isJsonObject(spec.dnsConfig)) {
    walk.report('FieldValueRequired', place.path('dnsConfig'), 'must provide `dnsConfig` when `dnsPolicy` is None', { allowed });
  } else {
    const message = 'must provide at least one DNS nameserver when `dnsPolicy` is None';
    walk.report('FieldValueRequired', place.path('dnsConfig.nameservers'), message, { allowed });
  }
};

/** Whether the server looks into the DNS of a pod's spec. */
export function looksIntoDns(place: Place): boolean {
  return place.object.dnsPolicy !== 'None' || hasNameservers(place);
}

function hasNameservers({ object }: Place): boolean {
  return asList(asObject(object.dnsConfig).nameservers).length > 0;
}

/** A further name of an address; before 1.30 the server leaves out which entry of the list it is. */
const HOST_ALIAS: ObjectCheck = (alias, place, walk) => {
  const isIndexed = walk.version.minor >= 30;
  reportAddress(alias.ip, isIndexed ? place.path('ip') : place.listPath('ip'), walk);
  for (const { index, text } of textsIn(alias.hostnames)) {
    if (isDnsSubdomain(text)) continue;
    const path = isIndexed ? `${place.path('hostnames')}[${index}]` : place.listPath('hostnames');
    walk.report('FieldValueInvalid', path, 'is no DNS subdomain', { value: text });
  }
};

/** What the server holds against how a pod names and is named. */
export const NAME_RESOLUTION_FIELDS = typeTable('io.k8s.api.core.v1', {
  PodDNSConfig: {
    nameservers: [
      each((value, path, walk) => reportAddress(value, path, walk)),
      check((list, place, field, walk) => {
        if (asList(list).length > 3) {
          walk.report('FieldValueInvalid', place.path(field), 'must not have more than 3 nameservers', { allowed: 'at most 3' });
        }
      }),
    ],
    searches: [SEARCH_DOMAINS],
    options: [
      check((list, place, field, walk) => {
        for (const { index, object } of objectsOf(list)) {
          if (!object.name) walk.report('FieldValueRequired', `${place.path(field)}[${index}]`, 'must not be empty');
        }
      }),
    ],
  },
  HostAlias: { $self: [HOST_ALIAS] },
});
