/** What a container does with a volume that it shares. */
export enum VolumeAccess {
  /** It reads only, and mounts the volume read-only. */
  READ = 'read',
  /** It writes, and may read. */
  WRITE = 'write',
}
