import { GIVEN_DNS_SUBDOMAIN, TypeLines, check } from './constraints';

const LONGEST_CREDENTIAL_SPEC = 64 * 1024;
const LONGEST_DOMAIN = 255;
const LONGEST_USER = 104;
const NET_BIOS_DOMAIN = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const DNS_DOMAIN = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
const NO_USER = /["/\\:;|=,+*?<>@[\]]|^[. ]+$/;

/** What is wrong with the name of a Windows user, `user` or `DOMAIN\user`; undefined for a good one. */
function wrongUser(name: string): string | undefined {
  if (name === '') return 'runAsUserName cannot be an empty string';
  if (hasControl(name)) return 'runAsUserName cannot contain control characters';
  const parts = name.split('\\');
  if (parts.length > 2) return 'runAsUserName cannot contain more than one backslash';
  const user = parts[parts.length - 1];
  if (parts.length === 2) {
    const [domain] = parts;
    if (Buffer.byteLength(domain) > LONGEST_DOMAIN) return "runAsUserName's domain is too long";
    if (!NET_BIOS_DOMAIN.test(domain) && !DNS_DOMAIN.test(domain)) {
      return "runAsUserName's domain has neither the NetBIOS nor the DNS format";
    }
  }
  if (user === '') return "runAsUserName's user cannot be empty";
  if (Buffer.byteLength(user) > LONGEST_USER) return `runAsUserName's user must not be longer than ${LONGEST_USER} characters`;
  if (NO_USER.test(user)) return 'runAsUserName\'s user cannot be only dots or spaces, nor contain any of "/\\:;|=,+*?<>@[]';
  return undefined;
}

/** Whether a text has a character of ASCII that is none to be seen. */
function hasControl(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\u007f');
}

/** What the server holds against the options of containers on Windows. */
export const WINDOWS_OPTIONS: TypeLines = {
  gmsaCredentialSpecName: [GIVEN_DNS_SUBDOMAIN],
  gmsaCredentialSpec: [
    check((value, place, field, walk) => {
      if (typeof value !== 'string') return;
      if (value === '') {
        walk.report('FieldValueInvalid', place.path(field), 'cannot be an empty string', { value });
      } else if (Buffer.byteLength(value) > LONGEST_CREDENTIAL_SPEC) {
        walk.report('FieldValueInvalid', place.path(field), 'must be under 64 KiB', { allowed: 'at most 65536 bytes' });
      }
    }),
  ],
  runAsUserName: [
    check((value, place, field, walk) => {
      const wrong = typeof value === 'string' ? wrongUser(value) : undefined;
      if (wrong !== undefined) {
        walk.report('FieldValueInvalid', place.path(field), wrong, {
          value,
          allowed: 'USER, or DOMAIN\\USER',
          fix: 'Name a user of Windows.',
        });
      }
    }),
  ],
};
