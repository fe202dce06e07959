/** The running program behind either host: every handler, the work under way, the journal's view of which windows live. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { settingsSchema } from '../../shared/ipc.ts';
import { settingsFailure } from '../files/failure.ts';
import { ImportMemory } from '../files/import-memory.ts';
import { Journal } from '../files/journal.ts';
import { listFolder } from '../files/list-folder.ts';
import { ReadAhead } from '../files/read-ahead.ts';
import { RecentFiles } from '../files/recent-files.ts';
import { StateFile } from '../files/state-file.ts';
import { readShippedTemplates } from '../files/template-files.ts';
import { userPath } from '../files/user-path.ts';
import { documentHandlers, journalHandlers } from './document-handlers.ts';
import type { Handlers, HostParts } from './handler.ts';
import { workHandlers } from './work-handlers.ts';

export interface Program {
  readonly handlers: Handlers;
  /** A window is to open this file soon. */
  prepare(path: string): void;
  windowOpened(client: string): void;
  windowGone(client: string): void;
  /** The user has chosen to lose what is unsaved there: nothing is to be taken up again. */
  windowDiscarded(client: string): Promise<void>;
  /** Stops what is under way. The journal keeps what was not saved. */
  stop(): Promise<void>;
}
export interface Folders {
  /** Where the program and its templates are. */
  readonly program: string;
  /** Where settings, recent files and the journal are kept. */
  readonly data: string;
}

export function startProgram(host: HostParts, folders: Folders): Program {
  const journal = new Journal(join(folders.data, 'journal'));
  const recent = new RecentFiles(folders.data);
  const documents = new ReadAhead();
  const templates = readShippedTemplates(join(folders.program, 'templates'));
  const work = workHandlers(templates, new ImportMemory(folders.data));
  return {
    handlers: { ...appHandlers(host, folders, templates), ...documentHandlers(host, recent, documents), ...journalHandlers(journal), ...work.handlers },
    prepare: (path) => void documents.prepare(path),
    windowOpened: (client) => journal.clientBack(client),
    windowGone: (client) => journal.clientGone(client),
    windowDiscarded: (client) => journal.closeAll(client),
    stop: async () => {
      await work.stop();
      await journal.stop();
    },
  };
}

type AppCalls =
  | 'app.info' | 'templates.read' | 'settings.read' | 'settings.write' | 'files.choose' | 'files.list' | 'sample.source' | 'shell.reveal' | 'print.run' | 'window.ready' | 'window.unsaved';

function appHandlers(host: HostParts, folders: Folders, templates: ReturnType<typeof readShippedTemplates>): Pick<Handlers, AppCalls> {
  const settings = new StateFile(folders.data, 'settings.json', settingsSchema, settingsSchema.parse({}));
  return {
    'app.info': () => ({ version: versionOf(folders.program), host: host.kind, platform: process.platform }),
    'templates.read': async () => ({ files: { ...(await templates) } }),
    'settings.read': () => settings.read(),
    'settings.write': async (next) => {
      try {
        await settings.update(() => next);
        return { ok: true };
      } catch (error) {
        return settingsFailure(error);
      }
    },
    'files.choose': (args) => host.choose(args),
    'files.list': ({ folder }) => listFolder(folder === null ? null : userPath(folder)),
    'sample.source': () => ({ path: join(folders.program, 'samples', 'beiguan-2022.xlsx') }),
    'shell.reveal': async ({ path }) => ({ shown: await host.reveal(path) }),
    'print.run': async (_args, caller) => {
      await host.print?.(caller.client);
      return { byHost: host.print !== undefined };
    },
    'window.ready': () => ({ open: host.firstFile() }),
    'window.unsaved': (state, caller) => {
      host.unsaved(caller.client, state);
      return {};
    },
  };
}

const packageSchema = z.object({ version: z.string() });

function versionOf(program: string): string {
  return packageSchema.parse(JSON.parse(readFileSync(join(program, 'package.json'), 'utf8'))).version;
}
