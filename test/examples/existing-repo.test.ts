import { SynthesizedExample } from './synthesized-example';

describe('a role for one workload', () => {
  const example = () => SynthesizedExample.of('existing-repo/one-workload');

  test('stands beside the container that was there', () => {
    expect(example().pod().start).toEqual(['exporter!', 'nginx']);
    expect(example().pod().container('exporter').env).toEqual({ SCRAPE_URI: 'http://127.0.0.1:8080/stub_status' });
  });

  test('leaves the container that was there as cdk8s-plus writes it', () => {
    const { manifest } = example().pod().container('nginx');
    expect(manifest).toMatchObject({ imagePullPolicy: 'Always', ports: [{ containerPort: 8080, name: 'http' }] });
    expect(manifest.env).toBeUndefined();
    expect(example().object('Deployment').spec).toMatchObject({ progressDeadlineSeconds: 600, replicas: 3 });
  });

  test('is safe where the pod says nothing of it', () => {
    expect(example().pod().container('exporter').manifest.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsUser: 1001,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });
});

describe('a role for a whole app', () => {
  const example = () => SynthesizedExample.of('existing-repo/whole-app');

  test('reaches each pod once, whoever wrote it', () => {
    expect(
      example()
        .pods()
        .map(({ start }) => start),
    ).toEqual([
      ['log-agent!', 'orders'],
      ['log-agent!', 'payments'],
      ['log-agent!', 'invoices'],
    ]);
  });

  test('gives each pod a volume of its own that main writes', () => {
    for (const pod of example().pods()) {
      const main = pod.start[pod.start.length - 1];
      expect(pod.container(main).mounts).toEqual({ logs: '/var/log/shop' });
      expect(pod.container('log-agent').mounts).toEqual({ logs: '/logs (read-only)' });
      expect(pod.spec.volumes).toEqual([{ name: 'logs', emptyDir: { sizeLimit: '128Mi' } }]);
    }
  });

  test('raises the grace period where the agent needs more than there was', () => {
    expect(
      new Set(
        example()
          .pods()
          .map(({ spec }) => spec.terminationGracePeriodSeconds),
      ),
    ).toEqual(new Set([38]));
  });
});
