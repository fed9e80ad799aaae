/* Modules of Node.js that few runs need. Each takes longer to load than a manifest to judge. */

/** Loads the module that talks to V8; it brings the streams of Node.js with it. */
export function loadV8(): typeof import('node:v8') {
  return require('node:v8') as typeof import('node:v8');
}

/** Loads the module that knows the machine. */
export function loadOs(): typeof import('node:os') {
  return require('node:os') as typeof import('node:os');
}

/** Loads the module that loads modules. */
export function loadModule(): typeof import('node:module') {
  return require('node:module') as typeof import('node:module');
}
