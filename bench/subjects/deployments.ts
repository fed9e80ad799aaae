import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One Deployment of three containers and two volumes, as YAML: what every judge of manifests is given. */
export function deploymentYaml(index: number): string {
  const name = `web-${index}`;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels:
    app: ${name}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        runAsUser: 65532
        seccompProfile:
          type: RuntimeDefault
      containers:
${['app', 'log-agent', 'cache-warmer'].map((container, at) => containerYaml(container, 8080 + at, index)).join('')}      volumes:
        - name: logs
          emptyDir:
            sizeLimit: 128Mi
        - name: cache
          emptyDir:
            sizeLimit: 64Mi
`;
}

/** Writes Deployments into a folder, a file for each, and all of them into one file beside it. */
export function writeDeployments(folder: string, count: number): { readonly folder: string; readonly file: string } {
  const files = join(folder, `${count}`);
  mkdirSync(files);
  const texts = Array.from({ length: count }, (_, index) => deploymentYaml(index));
  texts.forEach((text, index) => writeFileSync(join(files, `web-${index}.yaml`), text));
  const file = join(folder, `${count}.yaml`);
  writeFileSync(file, texts.join('---\n'));
  return { folder: files, file };
}

function containerYaml(name: string, port: number, index: number): string {
  return `        - name: ${name}
          image: registry.example/shop/${name}:4.2.${index % 50}
          command: ["/bin/server", "--config", "/etc/${name}/config.yaml"]
          ports:
            - name: p-${port}
              containerPort: ${port}
          env:
            - name: LOG_LEVEL
              value: info
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
          resources:
            requests:
              cpu: 20m
              memory: 32Mi
            limits:
              cpu: 200m
              memory: 64Mi
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop:
                - ALL
          readinessProbe:
            httpGet:
              path: /ready
              port: p-${port}
            periodSeconds: 5
          volumeMounts:
            - name: logs
              mountPath: /var/log/app
            - name: cache
              mountPath: /var/cache/app
`;
}
