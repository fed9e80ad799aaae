/**
 * What the measured programs have around them. Where `NODE_EXTRA_CA_CERTS` is set, each Node.js reads those certificates when it starts, which takes
 * longer than all else that it does then, and would hide what a program does itself.
 */
export const ENVIRONMENT: NodeJS.ProcessEnv = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };
