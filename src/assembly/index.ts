export * from './pod-default';
