/** How far a container must have come before another one may start, in the words of ECS and Compose. */
export enum StartCondition {
  /** The container's process was started. */
  STARTED = 'STARTED',
  /** The container's startup probe has succeeded. */
  HEALTHY = 'HEALTHY',
  /** The container has run to its end and succeeded. */
  COMPLETE = 'COMPLETE',
}
