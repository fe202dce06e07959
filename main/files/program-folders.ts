/** Where the program finds its own things and keeps the user's. The same for every host and the command line. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with `templates/` in it: the checkout, or the installed program. Code may run from source or from `out/`. */
export function programFolder(from: string = import.meta.url): string {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'templates', 'national', 'set.yaml'))) return folder;
    if (folder === dirname(folder)) throw new Error('templates folder not found');
  }
}

/** Settings, recent files and the journal. */
export function dataFolder(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const chosen = environment['MINGZHANG_DATA'];
  if (chosen !== undefined && chosen !== '') return chosen;
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Mingzhang');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Mingzhang');
  return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'mingzhang');
}
