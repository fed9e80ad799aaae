import { isDnsLabel, isDnsSubdomain } from '../../../manifest/names';
import { FieldWalk } from './field-walk';

const LONGEST_DOMAIN = 253;
const LONGEST_NAME = 571;

/** Judges the name of a signer of certificates, such as `example.com/signer`. */
export function judgeSignerName(name: string, path: string, walk: FieldWalk): void {
  const details = { value: name, allowed: 'a domain of two parts at least, a slash and a name, such as "example.com/signer"' };
  if (name === '') {
    walk.report('FieldValueRequired', path, 'must be a valid signer name', { allowed: details.allowed });
    return;
  }
  const [domain, signer, ...more] = name.split('/');
  if (signer === undefined || more.length > 0) {
    walk.report('FieldValueInvalid', path, 'must be a domain, a slash and a name', details);
    return;
  }
  if (domain.length > LONGEST_DOMAIN) walk.report('FieldValueTooLong', path, `the domain may not be more than ${LONGEST_DOMAIN} bytes`);
  if (!domain.includes('.') || !domain.split('.').every(isDnsLabel) || !signer.split('.').every(isDnsSubdomain)) {
    walk.report('FieldValueInvalid', path, 'must be a domain, a slash and a name', details);
  }
  if (name.length > LONGEST_NAME) walk.report('FieldValueTooLong', path, `may not be more than ${LONGEST_NAME} bytes`);
}
