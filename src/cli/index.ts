/* What is one bundle: the command, and the plugin that judges by the same code. */
export { main } from './main';
export { PodPatternsValidation } from './validation-plugin';
