/**
 * The journal: one file a session, its first line the document as last saved, then a line a gesture, each on disk before the
 * call is answered. A session ends by being closed; one whose process or window is gone without that is pending: it can be
 * taken up again. A torn last line is a gesture that was never acknowledged, and is left out.
 */
import type { FileHandle } from 'node:fs/promises';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Document, documentSchema } from '../../shared/document/document.ts';
import { type ChangeRecord, recordSchema } from '../../shared/document/record.ts';
import { type Gesture, gestureSchema } from '../../shared/ipc.ts';
import { type Disk, ifThere, nodeDisk } from './disk.ts';
import { isAlive, type ProcessMark, processMarkSchema, thisProcess } from './process-alive.ts';
import { replaceFile } from './replace-file.ts';

export interface Beginning {
  readonly session: string;
  readonly path: string | null;
  readonly title: string;
  readonly base: Document;
  /** Of the changes that led to the base. */
  readonly record?: ChangeRecord | undefined;
}
export interface PendingSession extends Beginning {
  /** When it was last added to. */
  readonly at: string;
  readonly gestures: readonly Gesture[];
}

const headSchema = z.strictObject({
  owner: processMarkSchema, path: z.string().nullable(), title: z.string(), at: z.string(), base: documentSchema, record: recordSchema.optional(),
});
const SUFFIX = '.journal';

interface OpenSession {
  readonly file: FileHandle;
  /** Window that writes it. */
  readonly client: string;
  /** Bytes known whole: a line that failed half-way is cut off before the next. */
  size: number;
  last: Promise<unknown>;
}

export class Journal {
  private readonly open = new Map<string, OpenSession>();
  private readonly beginnings = new Map<string, Promise<void>>();
  private readonly goneClients = new Set<string>();

  constructor(
    private readonly folder: string,
    private readonly owner: ProcessMark = thisProcess(),
    private readonly disk: Disk = nodeDisk,
  ) {}

  /** Begins a session, or begins it anew on a later base: in one step, so that there is never neither. */
  async begin(client: string, beginning: Beginning): Promise<void> {
    const begun = this.write(client, beginning);
    this.beginnings.set(beginning.session, begun);
    try {
      await begun;
    } finally {
      this.beginnings.delete(beginning.session);
    }
  }

  private async write(client: string, { session, ...rest }: Beginning): Promise<void> {
    await this.release(session);
    await this.disk.mkdir(this.folder, { recursive: true });
    const head = `${JSON.stringify({ owner: this.owner, ...rest, at: new Date().toISOString() })}\n`;
    await replaceFile(this.pathOf(session), head, { disk: this.disk });
    const file = await this.disk.open(this.pathOf(session), 'r+');
    this.open.set(session, { file, client, size: Buffer.byteLength(head), last: Promise.resolve() });
  }

  /** Resolves when the gesture is on disk. Gestures are written in the order of the calls. */
  async append(session: string, gesture: Gesture): Promise<void> {
    await this.beginnings.get(session)?.catch(() => undefined);
    const held = this.open.get(session);
    if (held === undefined) throw new Error(`no journal session ${session}`);
    const line = Buffer.from(`${JSON.stringify(gesture)}\n`);
    const written = held.last.then(() => appendLine(held, line));
    held.last = written.catch(() => undefined);
    return written;
  }

  async close(session: string): Promise<void> {
    await this.release(session);
    await this.disk.rm(this.pathOf(session), { force: true });
  }

  /** Closes every session of a window. */
  async closeAll(client: string): Promise<void> {
    const sessions = [...this.open].filter(([, held]) => held.client === client).map(([session]) => session);
    await Promise.all(sessions.map((session) => this.close(session)));
  }

  /** Lets go of every session without closing it: the program ends, and what was not saved can be taken up next time. */
  async stop(): Promise<void> {
    await Promise.all([...this.open.keys()].map((session) => this.release(session)));
  }

  /** The window is gone without closing its sessions: they can be taken up by another. */
  clientGone(client: string): void {
    this.goneClients.add(client);
  }

  /** A window whose connection only broke is back. */
  clientBack(client: string): void {
    this.goneClients.delete(client);
  }

  async pending(): Promise<readonly PendingSession[]> {
    const names = await ifThere(readdir(this.folder), []);
    const sessions = names.filter((name) => name.endsWith(SUFFIX)).map((name) => name.slice(0, -SUFFIX.length));
    const found = await Promise.all(sessions.filter((session) => !this.isInUse(session)).map((session) => this.readPending(session)));
    return found.filter((session) => session !== null).sort((a, b) => b.at.localeCompare(a.at));
  }

  private isInUse(session: string): boolean {
    const held = this.open.get(session);
    return held !== undefined && !this.goneClients.has(held.client);
  }

  private async readPending(session: string): Promise<PendingSession | null> {
    const text = await ifThere(this.disk.readFile(this.pathOf(session), 'utf8'), null);
    const [first, ...lines] = (text ?? '').split('\n');
    const head = headSchema.safeParse(parseLine(first ?? ''));
    if (!head.success || (!this.open.has(session) && isAlive(head.data.owner))) return null;
    const gestures = wholeGestures(lines);
    const { path, title, base, record, at } = head.data;
    // Nothing typed since the file was saved: nothing to take up.
    if (path !== null && gestures.length === 0) return null;
    return { session, path, title, base, record, at: gestures.at(-1)?.at ?? at, gestures };
  }

  private async release(session: string): Promise<void> {
    const held = this.open.get(session);
    if (held === undefined) return;
    this.open.delete(session);
    await held.last;
    await held.file.close();
  }

  private pathOf(session: string): string {
    return join(this.folder, `${session}${SUFFIX}`);
  }
}

async function appendLine(held: OpenSession, line: Buffer): Promise<void> {
  const { size: end } = await held.file.stat();
  if (end > held.size) await held.file.truncate(held.size);
  let done = 0;
  while (done < line.length) {
    const { bytesWritten } = await held.file.write(line, done, line.length - done, held.size + done);
    done += bytesWritten;
  }
  await held.file.datasync();
  held.size += line.length;
}

/** Up to the first line that is not whole: what comes after a gap was made on figures that are not there. */
function wholeGestures(lines: readonly string[]): readonly Gesture[] {
  const gestures: Gesture[] = [];
  for (const line of lines) {
    const gesture = gestureSchema.safeParse(parseLine(line));
    if (!gesture.success) break;
    gestures.push(gesture.data);
  }
  return gestures;
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
