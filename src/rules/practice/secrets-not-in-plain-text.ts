import { asString } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';

const yamlOf = (name: string, value: string) => `
apiVersion: v1
kind: ReplicationController
metadata: { name: api }
spec:
  selector: { app: api }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers: [{ name: main, image: 'shop/api:4.2', env: [{ name: ${name}, ${value} }] }]
`;
const FIELD = 'spec.template.spec.containers[0].env[0].value';

/** In capitals, because V8 needs twice as long to compile a pattern for both. */
const SECRET_NAME =
  /(?:PASSWORD|PASSWD|PASSPHRASE|(?:^|[_.-])(?:PASS|PWD|TOKEN|SECRET|CREDENTIALS?)|API_?KEY|(?:SECRET|PRIVATE|ACCESS|ENCRYPTION)_?KEY)(?:_?\d+)?$/;
/** What a variable of such a name also has: a switch, a reference, a file, a placeholder, or where a secret store keeps it. */
const NO_SECRET =
  /^(?:true|false|yes|no|on|off|none|null|[01]|\$\([^)]*\)|(?:\/[\w.-]+){2,}|[\w-]+\.(?:key|pem|crt|txt|json)|<.*>|(?:vault|ref\+\w+|arn|op|sm|gcp|aws|azurekeyvault|file|env|secret\w*):.*|.*(?:\{\{|\$\{).*)$/i;
const SECRET_OBJECT = /^[a-z][a-z0-9.-]*-(?:tls|certs?|creds?|credentials|secrets?|tokens?|keys?)$/;
const URL_CREDENTIALS = /[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:([^/\s@]+)@/i;
const STATED_PASSWORD = /(?:^|[?&;\s])(?:password|pwd)=([^&;\s]+)/i;

/** A secret does not stand in a manifest. */
export const secretsNotInPlainText: PodRule = {
  id: 'practice/secrets-not-in-plain-text',
  severity: Severity.WARNING,
  title: 'A secret comes from a Secret, not from the text of a manifest',
  why:
    'What stands in a pod template is read by everybody who may read workloads, stays in the repository, in the history of roll-outs and in the ' +
    'output of kubectl describe, and cannot be changed without a roll-out of every pod that uses it.',
  fix: 'Keep it in a Secret and refer to it: valueFrom: { secretKeyRef: { name, key } }, or mount it as a file.',
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-environment-variables',
  onlyWith: ['env'],
  compliant: [
    { title: 'a reference', yaml: yamlOf('DB_PASSWORD', 'valueFrom: { secretKeyRef: { name: db, key: password } }') },
    { title: 'the path of a file', yaml: yamlOf('DB_PASSWORD_FILE', 'value: /run/secrets/db') },
    {
      title: 'a URL with the password of another variable',
      yaml: yamlOf('DB_URL', "value: 'postgres://shop:$(DB_PASSWORD)@db:5432/shop'"),
    },
    { title: 'a switch', yaml: yamlOf('MYSQL_ALLOW_EMPTY_PASSWORD', "value: 'yes'") },
  ],
  nonCompliant: [
    { title: 'a password', yaml: yamlOf('POSTGRES_PASSWORD', 'value: s3cr3t'), fieldPaths: [FIELD] },
    { title: 'a key', yaml: yamlOf('AWS_SECRET_ACCESS_KEY', 'value: wJalrXUtnFEMI'), fieldPaths: [FIELD] },
    { title: 'a URL with a password', yaml: yamlOf('DB_URL', "value: 'postgres://shop:s3cr3t@db:5432/shop'"), fieldPaths: [FIELD] },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    for (const container of pod.containers) {
      for (const { index, object } of container.variables) {
        const value = asString(object.value) ?? '';
        if (value === '') continue;
        const name = asString(object.name) ?? '';
        const isNamed = SECRET_NAME.test(name.toUpperCase()) && !NO_SECRET.test(value) && !isOtherwiseMeant(name, value);
        if (!isNamed && !hasCredentials(value)) continue;
        report({
          fieldPath: `${container.fieldPath}.env[${index}].value`,
          // The name, and never the value: findings are kept and passed on.
          value: name,
          message: isNamed ? `variable ${name} has a secret in plain text` : `variable ${name} has a password in plain text`,
          allowed: 'a reference to a key of a Secret',
        });
      }
    }
  },
};

/** Whether the value is the name of a Secret, or a count of tokens. */
function isOtherwiseMeant(name: string, value: string): boolean {
  if (/PASS|PWD/i.test(name)) return false;
  return SECRET_OBJECT.test(value) || /^\d{1,6}$/.test(value);
}

function hasCredentials(value: string): boolean {
  const password = (value.includes('://') && URL_CREDENTIALS.exec(value)?.[1]) || (value.includes('=') && STATED_PASSWORD.exec(value)?.[1]);
  return typeof password === 'string' && !/[${<*]/.test(password);
}
