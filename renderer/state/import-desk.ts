/** Workbooks on their way into the window: read, looked at in the review, read again under another template or with words taught, then taken. */
import type { Document } from '../../shared/document/document.ts';
import type { ImportReview } from '../../shared/ipc.ts';
import type { Synonym } from '../../shared/template/synonyms.ts';
import type { Template } from '../../shared/template/template.ts';
import type { Desk } from './desk.ts';
import { type ImportSource, isDocumentName, type Sessions } from './session.ts';

/** What becomes of a workbook when the user has looked at what was recognised in it. */
export interface ImportUse {
  /** Stands on the button that goes on. */
  readonly action: string;
  /** The review stays open until what is done here closes it: a question on the way may be answered with 取消. */
  readonly take: (document: Document, review: ImportReview | null) => Promise<void> | void;
}

export interface Reviewing {
  readonly review: ImportReview;
  readonly source: ImportSource;
  readonly use: ImportUse;
}

export class ImportDesk {
  /** A workbook becomes this year's document, in place of the one on the desk. */
  readonly opening: ImportUse;

  constructor(
    private readonly desk: Desk,
    private readonly sessions: Sessions,
  ) {
    this.opening = { action: '打开', take: (document) => desk.begin(() => sessions.start({ document }, null, null)) };
  }

  /** Reads a workbook and shows what was recognised in it. */
  async read(source: ImportSource, use: ImportUse = this.opening, template: string | null = null): Promise<void> {
    const result = await this.desk.working('正在识别工作簿', (job) => this.sessions.import(job, source, template));
    if (result.ok) this.desk.show({ reviewing: { review: result.value, source, use } });
    else this.desk.say(result.message);
  }

  /** Figures from a file for whatever `use` does with them: a document as it is, a workbook when the user has looked at what was recognised. */
  async figures(path: string, use: ImportUse, template: string | null = null): Promise<void> {
    if (!isDocumentName(path)) return this.read({ path }, use, template);
    const result = await this.desk.working('正在读取文档', (job) => this.sessions.figures(job, { path }, template));
    if (result.ok) await use.take(result.value.document, null);
    else this.desk.say(result.message);
  }

  async chosen(): Promise<void> {
    const path = await this.desk.files.ask('import', '');
    if (path !== null) await this.read({ path });
  }

  async sample(): Promise<void> {
    await this.read(await this.desk.bridge.call('sample.source', {}));
  }

  /** Reads the reviewed workbook again under another template. */
  async under(template: string): Promise<void> {
    const { reviewing } = this.desk.snapshot();
    if (reviewing !== null) await this.read(reviewing.source, reviewing.use, template);
  }

  /** Says what words of the reviewed workbook mean, and reads it again. */
  async teach(add: readonly Synonym[], remove: readonly Synonym[]): Promise<void> {
    const refused = await this.sessions.teach(add, remove);
    if (refused !== null) this.desk.say(refused);
    else await this.under(this.desk.snapshot().reviewing?.review.document.template ?? '');
  }

  templateOf(id: string): Template | null {
    return this.sessions.template(id);
  }

  /** The user has looked: the 科目 of the workbook are known from now on, and it is used. */
  async accept(): Promise<void> {
    const { reviewing } = this.desk.snapshot();
    if (reviewing === null) return;
    const { review, use } = reviewing;
    const { document } = review;
    await this.desk.bridge.call('import.accepted', { document });
    await use.take(document, review);
  }
}
