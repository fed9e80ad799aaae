import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { asObject } from '../../../src/manifest/json';
import { ApiError } from './cluster-api';
import { example } from './examples';
import { observe } from './observe';
import { containerNames } from './pod-facts';

observe('a namespace that enforces restricted refuses mc1 as written', async (trial, print) => {
  await assert.rejects(trial.apply(...example('tutorials/mc1', 'as-written.k8s.yaml')), (error: unknown) => {
    assert.ok(error instanceof ApiError);
    print([error.message]);
    assert.equal(error.status, 403);
    assert.match(error.message, /violates PodSecurity "restricted:latest"/);
    return true;
  });
});

observe('the default security profile: two users, no capabilities, seccomp, no new privileges', async (trial, print) => {
  await trial.apply(...example('tutorials/mc1', 'as-patterns.k8s.yaml'));
  const pod = await trial.readyPod();
  const users: number[] = [];
  for (const container of containerNames(pod)) {
    const { user, groups, capabilities, noNewPrivileges, isFiltered } = await trial.processes().facts(pod, container);
    print([
      `${container}: user ${user}, groups ${groups.join(' ')}, capabilities ${capabilities}, seccomp ${isFiltered}, no new privileges ${noNewPrivileges}`,
    ]);
    users.push(user);
    assert.equal(capabilities, 0n);
    assert.ok(isFiltered && noNewPrivileges);
  }
  assert.deepEqual(users, [65532, 101]);
});

observe('the default security profile: the root file system is read-only', async (trial, print) => {
  await trial.apply(...example('tutorials/mc1', 'as-patterns.k8s.yaml'));
  const pod = await trial.readyPod();
  const root = await trial.processes().exec(pod, 'page-writer', 'touch', '/var/tmp/file');
  const tmp = await trial.processes().exec(pod, 'web', 'touch', '/tmp/file');
  const mount = await trial.processes().exec(pod, 'web', 'touch', '/usr/share/nginx/html/file');
  print([root.output, mount.output]);
  assert.match(root.output, /Read-only file system/);
  assert.match(mount.output, /Read-only file system/);
  assert.equal(tmp.code, 0);
});

observe('the default security profile: two users share a volume by its group', async (trial, print) => {
  await trial.apply(...example('patterns/adapter'));
  const pod = await trial.readyPod();
  const group = Number(asObject(asObject(pod.spec).securityContext).fsGroup);
  const processes = trial.processes();
  const [writer, reader] = [await processes.facts(pod, 'random-generator'), await processes.facts(pod, 'exporter')];
  const read = await trial.until('there is a line to read', 20, async () => {
    const { code, output } = await processes.exec(pod, 'exporter', 'head', '-n', '1', '/var/log/random-generator/random.log');
    return code === 0 && output;
  });
  const { gid, mode } = statSync(`/proc/${await processes.of(pod, 'exporter')}/root/var/log/random-generator`);
  print([
    `written by user ${writer.user}, read by user ${reader.user}, both in group ${group}: ${read}`,
    `the volume: group ${gid}, mode ${mode.toString(8).slice(-4)}`,
  ]);
  assert.notEqual(writer.user, reader.user);
  assert.ok(writer.groups.includes(group) && reader.groups.includes(group));
  assert.equal(gid, group);
  // What is made in it gets its group, and its group may write.
  assert.match(mode.toString(8), /2.7.$/);
});
