/** The window's end of the journal: every step goes to the host as it happens, on top of the document that the host keeps as its base. */
import type { DocumentFile } from '../../shared/document/file.ts';
import type { Bridge, CallAnswer, Gesture } from '../../shared/ipc.ts';

type Outcome = CallAnswer<'journal.append'>;

export class JournalLine {
  /** Settled when the host has the base; every step waits for it, the window doesn't. */
  private begun: Promise<Outcome>;
  private last: Promise<string | null> = Promise.resolve(null);
  /** Steps made since the document was taken that is being saved. */
  private since: Gesture[] | null = null;

  constructor(
    private readonly bridge: Bridge,
    readonly session: string,
    path: string | null,
    base: DocumentFile,
    /** What the base may wait for, as every step then does. */
    waits: Promise<unknown> | null = null,
  ) {
    this.begun = waits === null ? this.begin(path, base) : waits.then(() => this.begin(path, base));
  }

  /** Writes a step; answers why it could not be written, or null. */
  readonly record = (gesture: Gesture): Promise<string | null> => {
    this.since?.push(gesture);
    this.last = told(this.begun.then((begun) => (begun.ok ? this.append(gesture) : begun)));
    return this.last;
  };

  /** When base and every step so far are on the disk: null, or why they are not. */
  async kept(): Promise<string | null> {
    return (await told(this.begun)) ?? this.last;
  }

  /** Saving begins: steps from now on are not in the file that is written. */
  saving(): void {
    this.since = [];
  }

  /** The file holds `base`: the journal begins anew on it, with the steps that were made meanwhile. */
  async saved(path: string, base: DocumentFile): Promise<void> {
    const meanwhile = this.since ?? [];
    this.since = null;
    this.begun = this.begin(path, base).then(async (begun) => {
      for (const gesture of begun.ok ? meanwhile : []) await this.append(gesture);
      return begun;
    });
    await this.begun;
  }

  /** Saving came to nothing: the journal goes on as it was. */
  notSaved(): void {
    this.since = null;
  }

  async close(): Promise<void> {
    await this.begun.catch(() => undefined);
    await this.bridge.call('journal.close', { session: this.session });
  }

  private begin(path: string | null, { document, record }: DocumentFile): Promise<Outcome> {
    return this.bridge.call('journal.begin', { session: this.session, path, title: document.department || '未命名', base: document, record });
  }

  private append(gesture: Gesture): Promise<Outcome> {
    return this.bridge.call('journal.append', { session: this.session, gesture });
  }
}

function told(outcome: Promise<Outcome>): Promise<string | null> {
  return outcome.then(
    (answer) => (answer.ok ? null : answer.message),
    (problem: unknown) => (problem instanceof Error ? problem.message : String(problem)),
  );
}
