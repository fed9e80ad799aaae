export * from './cluster/kubernetes-version';
