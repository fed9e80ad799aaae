import { Severity } from '../finding';
import { ManifestRule } from '../rule';
import { CONSTRAINED_KINDS } from './fields';

/** One pass over a manifest by the table of field constraints. */
export const fieldConstraints: ManifestRule = {
  id: 'server/field-constraints',
  severity: Severity.ERROR,
  title: 'Every field holds a value that the API server takes',
  why: 'The API server refuses the manifest: a required field is missing, a value is out of range or not of the form that the field has, a name stands twice in a list, or two alternatives are set at once.',
  fix: 'Set the field to what is allowed.',
  source: 'https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/validation/validation.go',
  kinds: [...new Set(Object.keys(CONSTRAINED_KINDS).map((kind) => kind.split('/').pop()!))],
  compliant: [
    {
      title: 'a pod whose fields are all as they have to be',
      yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
      ports: [{ name: http, containerPort: 80 }]
      volumeMounts: [{ name: pages, mountPath: /usr/share/nginx/html, subPath: site }]
      readinessProbe: { httpGet: { port: http } }
  volumes:
    - name: pages
      emptyDir: {}
`,
    },
    {
      title: 'a native sidecar with a probe',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      initContainers:
        - name: proxy
          image: envoyproxy/envoy:v1.30.0
          restartPolicy: Always
          startupProbe: { tcpSocket: { port: 9901 } }
      containers:
        - name: web
          image: nginx:1.29
`,
    },
  ],
  nonCompliant: [
    {
      title: 'a container without an image and one with an empty one',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
    - name: logs
      image: ''
`,
      fieldPaths: ['spec.containers[0].image', 'spec.containers[1].image'],
    },
    {
      title: 'names of containers and volumes that are no DNS labels, or too long',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: Web_Server
      image: nginx:1.29
    - name: ${'a'.repeat(64)}
      image: nginx:1.29
  volumes:
    - name: T_1
      emptyDir: {}
`,
      fieldPaths: ['spec.containers[0].name', 'spec.containers[1].name', 'spec.volumes[0].name'],
    },
    {
      title: 'names that stand twice: containers, volumes and the ports of one container',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: nginx:1.29
      ports: [{ name: http, containerPort: 80 }, { name: http, containerPort: 8080 }]
    - name: web
      image: nginx:1.29
  volumes:
    - name: data
    - name: data
`,
      fieldPaths: ['spec.containers[0].ports[1].name', 'spec.containers[1].name', 'spec.volumes[1].name'],
    },
    {
      title: 'ports out of range and with names that are none',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: nginx:1.29
      ports:
        - containerPort: 99999
        - containerPort: 8080
          name: a-name-that-is-too-long
        - name: http
        - containerPort: 53
          protocol: udp
`,
      fieldPaths: [
        'spec.containers[0].ports[0].containerPort',
        'spec.containers[0].ports[1].name',
        'spec.containers[0].ports[2].containerPort',
        'spec.containers[0].ports[3].protocol',
      ],
    },
    {
      title: 'one mount path twice, and a sub path that climbs out of its volume, printed without its index as the server does',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: nginx:1.29
      volumeMounts:
        - { name: data, mountPath: /data }
        - { name: data, mountPath: /data }
        - { name: data, mountPath: /other, subPath: ../secret }
  volumes:
    - name: data
`,
      fieldPaths: ['spec.containers[0].volumeMounts.subPath', 'spec.containers[0].volumeMounts[1].mountPath'],
    },
    {
      title: 'probes with no handler, with two, and with a success threshold',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: nginx:1.29
      livenessProbe: { httpGet: { port: 80 }, successThreshold: 2 }
      readinessProbe: { httpGet: { port: 80 }, tcpSocket: { port: 80 } }
      startupProbe: { periodSeconds: 5 }
`,
      fieldPaths: [
        'spec.containers[0].livenessProbe.successThreshold',
        'spec.containers[0].readinessProbe.tcpSocket',
        'spec.containers[0].startupProbe',
      ],
    },
    {
      title: 'names of environment variables, before 1.32',
      version: '1.31',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: nginx:1.29
      env:
        - { name: 1ST, value: a }
        - { name: A B, value: a }
        - { value: a }
        - { name: BOTH, value: a, valueFrom: { fieldRef: { fieldPath: status.podIP } } }
`,
      fieldPaths: [
        'spec.containers[0].env[0].name',
        'spec.containers[0].env[1].name',
        'spec.containers[0].env[2].name',
        'spec.containers[0].env[3].valueFrom',
      ],
    },
    {
      title: 'a Service whose ports clash',
      yaml: `
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  ports:
    - { name: http, port: 80, targetPort: 8080 }
    - { name: http, port: 80 }
    - { port: 99999 }
`,
      fieldPaths: ['spec.ports[1]', 'spec.ports[1].name', 'spec.ports[2].name', 'spec.ports[2].port', 'spec.ports[2].targetPort'],
    },
  ],
  judgeManifest(_manifest, report, { walked }) {
    walked.violations.forEach(report);
  },
};
