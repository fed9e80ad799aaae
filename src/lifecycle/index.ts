export * from './dependency';
export * from './health-probe';
export * from './lifecycle-handler';
export * from './placement';
export * from './probe-scheme';
