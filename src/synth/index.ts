export * from './pod-validation';
