/** The texts by which the system says that a file cannot be written here, whatever is in it (LC_ALL=C). */
const texts = /No space left on device|Disk quota exceeded|File too large|Read-only file system/;

/** Whether a git failed for want of room on this machine: what it says of the remote is not to the point then. */
export function isDiskFull(message: string): boolean {
  return texts.test(message);
}
