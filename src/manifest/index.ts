export * from './bind-address';
export * from './start-condition';
