export * from './validation-policy';
export { Severity } from '../rules/finding';
export * from '../rules/judged-object';
export * from '../rules/own-rule';
export * from '../rules/security/pod-security-level';
