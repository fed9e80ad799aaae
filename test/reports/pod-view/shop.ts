import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { JsonObject } from '../../../src/manifest/json';
import { PodModel } from '../../../src/manifest/pod-model';
import { readManifests } from '../../../src/manifest/yaml-source';
import { podView } from '../../../src/reports/pod-view/pod-view';
import { ShowReport } from '../../../src/reports/pod-view/show-report';
import { Neighbours } from '../../../src/rules/neighbours';

/** A pod with every kind of container, volumes that are shared in every way, ports of both reaches, and Services. */
export const SHOP = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  namespace: store
  annotations:
    pod-patterns.cdk8s.io/intent: >-
      {"containers":{
      "web":{"role":"main","endpoints":[{"port":8080,"protocol":"TCP","bind":"pod","name":"http"}],"drainSeconds":20},
      "db-proxy":{"role":"ambassador","endpoints":[{"port":5432,"protocol":"TCP","bind":"loopback"}],"drainSeconds":5},
      "migrate":{"role":"init-task"}}}
spec:
  template:
    metadata: { labels: { app: shop } }
    spec:
      terminationGracePeriodSeconds: 30
      initContainers:
        - name: db-proxy
          image: proxy:3
          restartPolicy: Always
          startupProbe: { exec: { command: [check] }, periodSeconds: 1 }
          resources: { requests: { cpu: 100m } }
        - name: migrate
          image: migrate:1
          resources: { requests: { cpu: 300m } }
          volumeMounts: [{ name: schema, mountPath: /schema, readOnly: true }]
      containers:
        - name: web
          image: web:2
          ports: [{ containerPort: 8080, name: http, hostPort: 80 }]
          resources: { requests: { cpu: 200m } }
          volumeMounts:
            - { name: cache, mountPath: /cache }
            - { name: schema, mountPath: /sql, readOnly: true, subPath: current }
      volumes:
        - { name: cache, emptyDir: { sizeLimit: 64Mi, medium: Memory } }
        - { name: schema, configMap: { name: schema-1 } }
        - { name: spare, secret: { secretName: keys } }
---
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: store }
spec: { selector: { app: shop }, ports: [{ port: 80, targetPort: http }, { port: 9000 }, { port: 81, targetPort: nobody }, { name: none }] }
---
apiVersion: v1
kind: Service
metadata: { name: shop-headless, namespace: store }
spec: { clusterIP: None, selector: { app: shop }, ports: [{ port: 8080 }, { port: 5432 }, { port: 8080, protocol: UDP, name: udp }] }
---
apiVersion: v1
kind: Service
metadata: { name: other, namespace: elsewhere }
spec: { selector: { app: shop }, ports: [{ port: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: none, namespace: store }
spec: { ports: [{ port: 8080 }] }
`;

/** The pods of a text, as `pod-patterns show` reads them. */
export function reportOf(yaml: string, version = KubernetesVersion.V1_35): ShowReport {
  const objects = readManifests(yaml).manifests.map(({ manifest }) => manifest as JsonObject);
  const neighbours = new Neighbours(objects);
  const pods = objects.flatMap((object) => PodModel.readAll(object)).map((pod) => podView(pod, neighbours, version));
  return { kubernetesVersion: version.toString(), pods, objects: objects.length, unknownKinds: {} };
}
