import { spawn } from 'node:child_process';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Disk, nodeDisk } from '../../../main/files/disk.ts';
import { Journal } from '../../../main/files/journal.ts';
import { applyEdit } from '../../../shared/document/edit.ts';
import { checkout, documentWith, temporaryFolder, typed } from '../kept-documents.ts';

/** No process has this number: Linux counts to 4194304, Windows in fours. */
const DEAD = { pid: 4_999_999, started: null };
const session = 'session-1';
const begin = async (path: string | null = '/x.mingzhang') => ({ session, path, title: '决算', base: await documentWith('1') });

function journalIn(folder: string, owner?: typeof DEAD, disk?: Disk): Journal {
  const journal = new Journal(folder, owner, disk);
  onTestFinished(() => journal.stop());
  return journal;
}

describe('the journal', () => {
  it('keeps the gestures of a process that died, in order, on the document as last saved', async () => {
    const folder = await temporaryFolder();
    const base = await documentWith('1');
    const dead = journalIn(folder, DEAD);
    await dead.begin('client-1', await begin());
    await Promise.all(['2', '3', '4'].map((to) => dead.append(session, typed(base, to))));
    const [pending, ...others] = await new Journal(folder).pending();
    expect(others).toEqual([]);
    expect(pending).toMatchObject({ session, path: '/x.mingzhang', title: '决算', base });
    expect(pending?.gestures.map((gesture) => gesture.edits[0])).toMatchObject([{ to: '2' }, { to: '3' }, { to: '4' }]);
    expect(pending?.at).toBe(pending?.gestures.at(-1)?.at);
  });

  it('offers nothing of a living window, of a closed session, or where nothing was typed since the save', async () => {
    const folder = await temporaryFolder();
    const journal = journalIn(folder);
    await journal.begin('client-1', await begin());
    await journal.append(session, typed(await documentWith('1'), '2'));
    expect(await journal.pending()).toEqual([]);
    expect(await new Journal(folder).pending()).toEqual([]);
    await journal.begin('client-1', await begin());
    journal.clientGone('client-1');
    expect(await journal.pending()).toEqual([]);
    await journal.close(session);
    expect(await readdir(folder)).toEqual([]);
  });

  it('offers the session of a window that is gone, and takes it back when the window returns', async () => {
    const journal = journalIn(await temporaryFolder());
    await journal.begin('client-1', await begin(null));
    journal.clientGone('client-1');
    expect(await journal.pending()).toMatchObject([{ session, path: null, gestures: [] }]);
    journal.clientBack('client-1');
    expect(await journal.pending()).toEqual([]);
  });

  it('begins anew on what was saved, and appends to that', async () => {
    const folder = await temporaryFolder();
    const journal = journalIn(folder, DEAD);
    await journal.begin('client-1', await begin());
    await journal.append(session, typed(await documentWith('1'), '2'));
    const later = { ...(await begin()), base: await documentWith('2') };
    const begun = journal.begin('client-1', later);
    await journal.append(session, typed(later.base, '3'));
    await begun;
    const [pending] = await new Journal(folder).pending();
    expect(pending?.base).toEqual(later.base);
    expect(pending?.gestures.map((gesture) => gesture.edits[0])).toMatchObject([{ from: '2', to: '3' }]);
  });

  it.each(['{"label":"输入","at":"2', '\u0000\u0000\u0000', '{"label":"输入"}\n'])('leaves out a torn end: %j', async (torn) => {
    const folder = await temporaryFolder();
    const dead = journalIn(folder, DEAD);
    await dead.begin('client-1', await begin());
    await dead.append(session, typed(await documentWith('1'), '2'));
    await appendFile(join(folder, `${session}.journal`), torn);
    expect((await new Journal(folder).pending())[0]?.gestures).toHaveLength(1);
  });

  it('leaves a file it does not know alone', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'other.journal'), 'not a journal');
    expect(await new Journal(folder).pending()).toEqual([]);
    expect(await readFile(join(folder, 'other.journal'), 'utf8')).toBe('not a journal');
  });

  it('cuts off a line that a full disk let through only half, and goes on whole', async () => {
    const folder = await temporaryFolder();
    const base = await documentWith('1');
    const journal = journalIn(folder, DEAD, halfWritingOnce());
    await journal.begin('client-1', await begin());
    await journal.append(session, typed(base, '2'));
    await expect(journal.append(session, typed(base, '3'))).rejects.toMatchObject({ code: 'ENOSPC' });
    await journal.append(session, typed(base, '4'));
    expect((await new Journal(folder).pending())[0]?.gestures.map((gesture) => gesture.edits[0])).toMatchObject([{ to: '2' }, { to: '4' }]);
  });
});

/** A disk that takes half of the second line, then is full, then has room again. */
function halfWritingOnce(): Disk {
  let lines = 0;
  return {
    ...nodeDisk,
    open: async (...args) => {
      const handle = await nodeDisk.open(...args);
      const write = handle.write.bind(handle) as (buffer: Buffer, offset: number, length: number, position: number) => Promise<{ bytesWritten: number; buffer: Buffer }>;
      const halving = async (buffer: Buffer, offset: number, length: number, position: number): ReturnType<typeof write> => {
        lines += 1;
        if (lines === 2) return write(buffer, offset, Math.floor(length / 2), position);
        if (lines === 3) throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' });
        return write(buffer, offset, length, position);
      };
      return Object.assign(handle, { write: halving });
    },
  };
}

describe('a process killed between two edits', () => {
  it('loses nothing that was acknowledged', async () => {
    const folder = await temporaryFolder();
    const acknowledged = await killedWhileTyping(folder);
    expect(acknowledged).toBeGreaterThanOrEqual(5);
    const [pending] = await new Journal(folder).pending();
    const gestures = pending?.gestures ?? [];
    // The one under way when it was killed may be there too.
    expect([acknowledged, acknowledged + 1]).toContain(gestures.length);
    const edits = gestures.flatMap((gesture) => gesture.edits);
    const restored = edits.reduce(applyEdit, pending?.base ?? (await documentWith('1')));
    expect(restored).toEqual(await documentWith(String(gestures.length)));
  }, 30_000);
});

/** Runs a process that types 1, 2, 3 … and says each one when it is on disk; kills it outright after the fifth. */
function killedWhileTyping(folder: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(checkout, 'test/main/files/type-until-killed.ts'), folder], { cwd: checkout, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString();
      if (said.split('\n').length > 5) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', () => resolve(said.split('\n').filter((line) => line !== '').length));
  });
}
