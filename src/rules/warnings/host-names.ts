import { asObject, asString } from '../../manifest/json';
import { LONGEST_LABEL } from '../../manifest/names';
import { Severity } from '../finding';
import { ManifestRule, ReportViolation } from '../rule';
import { completedName } from '../server/object-name';
import { podOf, WARNINGS_SOURCE } from './server-warning';

const API_VERSIONS: Readonly<Record<string, string>> = {
  Pod: 'v1',
  ReplicationController: 'v1',
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
};

/** The name of what makes pods is one that a host can have. */
export const hostNames: ManifestRule = {
  id: 'warnings/host-names',
  severity: Severity.WARNING,
  title: 'The name of what makes pods is one that a host can have',
  why: 'The name becomes part of the host name of each pod. A host name has no dots and at most 63 characters, so that a longer name is cut, and one with dots is read as a domain.',
  fix: 'Write a name of at most 63 characters without dots.',
  source: WARNINGS_SOURCE,
  kinds: Object.keys(API_VERSIONS),
  compliant: [{ title: 'one word', yaml: podOf(`{ containers: [{ name: web, image: 'nginx:1.29' }] }`) }],
  nonCompliant: [
    {
      title: 'a name with a dot',
      yaml: podOf(`{ containers: [{ name: web, image: 'nginx:1.29' }] }`, '{ name: web.v2 }'),
      fieldPaths: ['metadata.name'],
    },
  ],
  judgeManifest(manifest, report: ReportViolation): void {
    const kind = asString(manifest.kind) ?? '';
    const name = completedName(asObject(manifest.metadata));
    if (API_VERSIONS[kind] !== manifest.apiVersion || (name.length <= LONGEST_LABEL && !name.includes('.'))) return;
    const problems = [name.length > LONGEST_LABEL && 'must be no more than 63 characters', name.includes('.') && 'must not contain dots'];
    const where = kind === 'Pod' ? "the Pod's hostname" : 'Pod names and hostnames';
    const said = `this is used in ${where}, which can result in surprising behavior; a DNS label is recommended`;
    report({ fieldPath: 'metadata.name', message: `metadata.name: ${said}: [${problems.filter(Boolean).join(' ')}]`, value: name });
  },
};
