/** Paths as users give them: absolute, or from their home folder, `~` included. */
import { homedir } from 'node:os';
import { resolve } from 'node:path';

export function userPath(path: string): string {
  return resolve(homedir(), path.replace(/^~(?=[\\/]|$)/, homedir()));
}
