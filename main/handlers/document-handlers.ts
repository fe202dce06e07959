/** Opening, saving and remembering documents, and their journal. */
import { extname } from 'node:path';
import { errnoOf } from '../files/disk.ts';
import type { Document } from '../../shared/document/document.ts';
import { openDocumentFile, saveDocumentFile } from '../files/document-file.ts';
import { diskFailure, failure } from '../files/failure.ts';
import type { Journal } from '../files/journal.ts';
import type { ReadAhead } from '../files/read-ahead.ts';
import type { RecentFiles } from '../files/recent-files.ts';
import { userPath } from '../files/user-path.ts';
import type { Handlers, HostParts } from './handler.ts';

type DocumentCalls = 'document.open' | 'document.read' | 'document.save' | 'recent.list' | 'recent.forget';
type JournalCalls = 'journal.begin' | 'journal.append' | 'journal.close' | 'journal.pending';

export function documentHandlers(host: HostParts, recent: RecentFiles, documents: ReadAhead): Pick<Handlers, DocumentCalls> {
  const remember = async (path: string, document: Document): Promise<void> => {
    host.remember(path);
    try {
      await recent.remember(path, document);
    } catch (error) {
      // The document itself is safe; a full disk must not make its saving look failed.
      if (errnoOf(error) === null) throw error;
    }
  };
  let remembered: Promise<void> = Promise.resolve();
  return {
    'document.open': async (args) => {
      const opened = await documents.open(userPath(args.path));
      // The window has the document at once; its list of recent files waits for the disk.
      if (opened.ok) remembered = remember(opened.path, opened.document);
      return opened;
    },
    'document.read': async ({ path }) => {
      const opened = await openDocumentFile(userPath(path));
      return opened.ok ? { ok: true, document: opened.document } : opened;
    },
    'document.save': async (args) => {
      const path = userPath(args.path);
      if (extname(path).toLowerCase() !== '.mingzhang') return failure('unsupported', path, 'save', '文档的文件名须以 .mingzhang 结尾');
      const saved = await saveDocumentFile({ ...args, path });
      if (saved.ok) await remember(path, args.document);
      return saved;
    },
    'recent.list': async () => {
      await remembered;
      return [...(await recent.list())];
    },
    'recent.forget': async ({ path }) => {
      await recent.forget(path);
      return {};
    },
  };
}

export function journalHandlers(journal: Journal): Pick<Handlers, JournalCalls> {
  return {
    'journal.begin': async (args, caller) => {
      try {
        await journal.begin(caller.client, args);
        return { ok: true };
      } catch (error) {
        return diskFailure(error, args.title, 'journal');
      }
    },
    'journal.append': async ({ session, gesture }) => {
      try {
        await journal.append(session, gesture);
        return { ok: true };
      } catch (error) {
        return diskFailure(error, '恢复日志', 'journal');
      }
    },
    'journal.close': async ({ session }) => {
      await journal.close(session);
      return {};
    },
    'journal.pending': async () => (await journal.pending()).map((pending) => ({ ...pending, gestures: [...pending.gestures] })),
  };
}
