export * from './cluster-feature';
export * from './kubernetes-version';
