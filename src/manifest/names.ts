/**
 * The syntaxes that Kubernetes has for names, with the words in which it says what they allow.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED_NAME_PART = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const PORT_NAME_CHARACTERS = /^[-a-z0-9]+$/;
const LETTER = /[a-z]/;
const CONFIG_MAP_KEY = /^[-._a-zA-Z0-9]+$/;

/** The most characters that a DNS label has, and so a container's, a volume's and most workloads' label values. */
export const LONGEST_LABEL = 63;
/** The most characters that a DNS subdomain has. */
export const LONGEST_SUBDOMAIN = 253;

/** What a DNS label is. */
export const DNS_LABEL_ALLOWED =
  'at most 63 characters: lower case letters, digits and \'-\', with a letter or digit at both ends, such as "my-name" or "123-abc"';
/** What a DNS subdomain is. */
export const DNS_SUBDOMAIN_ALLOWED =
  "at most 253 characters: DNS labels of lower case letters, digits and '-', joined by '.', such as \"example.com\"";
/** What a port's name is. */
export const PORT_NAME_ALLOWED =
  "at most 15 characters: lower case letters, digits and single '-', at least one letter, none of the '-' at an end, such as \"http\"";

/** Whether a text is a DNS label (RFC 1123). */
export function isDnsLabel(text: string): boolean {
  return text.length <= LONGEST_LABEL && DNS_LABEL.test(text);
}

/** Whether a text is a DNS subdomain (RFC 1123). */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= LONGEST_SUBDOMAIN && DNS_SUBDOMAIN.test(text);
}

/** Whether a text is a port's name (IANA service name). */
export function isPortName(text: string): boolean {
  return (
    text.length <= 15 &&
    PORT_NAME_CHARACTERS.test(text) &&
    LETTER.test(text) &&
    !text.includes('--') &&
    !text.startsWith('-') &&
    !text.endsWith('-')
  );
}

/** Whether a text is a label's key, an annotation's key or another qualified name: `name` or `example.com/name`. */
export function isQualifiedName(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash !== -1 && (text.indexOf('/', slash + 1) !== -1 || !isDnsSubdomain(text.slice(0, slash)))) return false;
  const name = text.slice(slash + 1);
  return name.length <= LONGEST_LABEL && QUALIFIED_NAME_PART.test(name);
}

/** Whether a text is a label's value. */
export function isLabelValue(text: string): boolean {
  return text.length <= LONGEST_LABEL && hasLabelCharacters(text);
}

/** Whether a text of any length has the characters of a label's value, each where it may be. */
export function hasLabelCharacters(text: string): boolean {
  return LABEL_VALUE.test(text);
}

/** Whether a text is a key of a ConfigMap or a Secret. */
export function isConfigKey(text: string): boolean {
  return text.length <= LONGEST_SUBDOMAIN && CONFIG_MAP_KEY.test(text) && text !== '.' && !text.startsWith('..');
}

/** The valid DNS label that is nearest to a text, or undefined where nothing of it is left. */
export function nearestDnsLabel(text: string): string | undefined {
  const label = text
    .normalize('NFKD')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_LABEL)
    .replace(/^-+|-+$/g, '');
  return label === '' ? undefined : label;
}

/** The valid port name that is nearest to a text, or undefined where nothing of it is left. */
export function nearestPortName(text: string): string | undefined {
  const name = (nearestDnsLabel(text) ?? '').slice(0, 15).replace(/-+$/, '');
  if (name === '') return undefined;
  return LETTER.test(name) ? name : `p-${name}`.slice(0, 15);
}
