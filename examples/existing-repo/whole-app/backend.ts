import { join } from 'path';
import { Chart, Include, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';

const UNPRIVILEGED: kplus.k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};

/** Three services, written in the three ways that have piled up in the repository. */
export class Backend extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.orders();
    this.payments();
    new Include(this, 'invoices', { url: join(__dirname, 'deployment.yaml') });
  }

  /** A workload of cdk8s-plus. */
  private orders(): void {
    new kplus.Deployment(this, 'orders', {
      securityContext: { user: 10001, fsGroup: 10001 },
      automountServiceAccountToken: false,
      containers: [
        {
          name: 'orders',
          image: 'shop/orders:4.2',
          ports: [{ number: 8080 }],
          resources: {
            cpu: { request: kplus.Cpu.millis(100) },
            memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
          },
          securityContext: {
            capabilities: { drop: [kplus.Capability.ALL] },
            seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
          },
        },
      ],
    });
  }

  /** An object of the API, field by field. */
  private payments(): void {
    const labels = { app: 'payments' };
    new kplus.k8s.KubeDeployment(this, 'payments', {
      metadata: { name: 'payments' },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            securityContext: { fsGroup: 10001, runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [
              {
                name: 'payments',
                image: 'shop/payments:2.0',
                ports: [{ containerPort: 8080 }],
                resources: {
                  limits: { memory: kplus.k8s.Quantity.fromString('256Mi') },
                  requests: { cpu: kplus.k8s.Quantity.fromString('100m'), memory: kplus.k8s.Quantity.fromString('128Mi') },
                },
                securityContext: UNPRIVILEGED,
              },
            ],
          },
        },
      },
    });
  }
}
