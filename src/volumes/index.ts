export * from './downward-api-file';
export * from './projected-source';
export * from './recursive-read-only';
export * from './shared-volume-options';
export * from './shared-volume';
export * from './volume-access';
export * from './volume-use';
