export * from './endpoint-scheme';
export * from './endpoint';
export * from './transport-protocol';
