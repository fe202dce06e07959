/** 汇总下级单位 in the window: the units' files read one by one, what they are and what is in the way, and the sum as a new document. */
import type { Document } from '../../shared/document/document.ts';
import { leftOutOfMerge, mergeDocuments } from '../../shared/document/merge.ts';
import { leftOutInWords } from '../../shared/document/merge-words.ts';
import { Engine } from '../../shared/formula/engine.ts';
import type { ImportReview } from '../../shared/ipc.ts';
import type { Desk } from './desk.ts';
import type { ImportSource } from './session.ts';
import { obstaclesOf } from './merge-obstacles.ts';

/** One file of a unit. */
export interface UnitFile {
  readonly id: string;
  readonly file: string;
  readonly source: ImportSource;
  /** Null where it could not be read: `problem` says why. */
  readonly document: Document | null;
  /** What was recognised; null for a document. */
  readonly review: ImportReview | null;
  readonly problem: string;
  readonly isIn: boolean;
}

export interface MergeView {
  readonly units: readonly UnitFile[];
  /** Of the sum. */
  readonly department: string;
}

export class MergeBoard {
  private view: MergeView = { units: [], department: '' };
  private readonly listeners = new Set<() => void>();

  constructor(private readonly desk: Desk) {}

  readonly snapshot = (): MergeView => this.view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Reads files and adds them to the list; those that were read stay when the rest is cancelled. */
  async add(sources: readonly ImportSource[]): Promise<void> {
    await this.desk.working('正在读取下级单位的文件', async (job, signal) => {
      for (const [at, source] of sources.entries()) {
        const file = fileOf(source);
        this.desk.show({ work: { job, title: `正在读取 ${at + 1} / ${sources.length}：${file}`, phase: '', fraction: null } });
        const result = await this.desk.sessions.figures(job, source, null);
        if (signal.aborted) return;
        const unit = { id: crypto.randomUUID(), file, source };
        this.show({ units: [...this.view.units, result.ok ? { ...unit, ...result.value, problem: '', isIn: true } : { ...unit, document: null, review: null, problem: result.message, isIn: false }] });
      }
    });
  }

  async addChosen(): Promise<void> {
    const paths = await this.desk.files.askSeveral('units', '');
    if (paths.length > 0) await this.add(paths.map((path) => ({ path })));
  }

  remove(id: string): void {
    this.show({ units: this.view.units.filter((unit) => unit.id !== id) });
  }

  include(ids: readonly string[], isIn: boolean): void {
    this.show({ units: this.view.units.map((unit) => (ids.includes(unit.id) ? { ...unit, isIn } : unit)) });
  }

  rename(department: string): void {
    this.show({ department });
  }

  /** Shows what was recognised in a unit's workbook; what is changed there counts. */
  look(id: string): void {
    const unit = this.view.units.find((one) => one.id === id);
    if (unit == null || unit.review === null) return;
    const take = (document: Document, review: ImportReview | null): void => {
      this.show({ units: this.view.units.map((one) => (one.id === id ? { ...one, document, review } : one)) });
      this.desk.dismiss('reviewing');
    };
    this.desk.show({ reviewing: { review: unit.review, source: unit.source, use: { action: '采用', take } } });
  }

  /** Adds up what is in the list; the sum takes the place of the document on the desk, not yet saved. */
  async sum(): Promise<void> {
    const { department } = this.view;
    const documents = this.view.units.flatMap((unit) => (unit.isIn && unit.document !== null ? [unit.document] : []));
    if (obstaclesOf(this.view.units).size > 0) return;
    const [first, ...others] = await this.engines(documents);
    if (first === undefined || others.length === 0) return;
    const engines = [first, ...others] as const;
    const document = mergeDocuments(engines, department.trim());
    const words = [`已汇总 ${documents.length} 个单位，尚未保存。单位之间的往来没有抵销，请核对。`, ...leftOutInWords(leftOutOfMerge(engines), document.precision === 'rounded')];
    await this.desk.begin(() => this.desk.sessions.start({ document }, null, null), () => this.desk.say(words.join('')));
  }

  /** The documents' figures, computed one after another so that the window stays awake; none where it was cancelled. */
  private engines(documents: readonly Document[]): Promise<readonly Engine[]> {
    return this.desk.working('正在汇总', async (job, signal) => {
      const engines: Engine[] = [];
      for (const document of documents) {
        this.desk.show({ work: { job, title: '正在汇总', phase: `${document.department}（${engines.length + 1} / ${documents.length}）`, fraction: engines.length / documents.length } });
        await new Promise((resolve) => setTimeout(resolve, 4));
        const template = this.desk.sessions.template(document.template);
        if (signal.aborted || template === null) return [];
        const prior = document.prior === undefined ? template : (this.desk.sessions.template(document.prior.template) ?? template);
        engines.push(new Engine(template, document, prior));
      }
      return engines;
    });
  }

  private show(change: Partial<MergeView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** Opens the list of units: with files that were dropped, else with those that are chosen. */
export async function mergeUnits(desk: Desk, sources: readonly ImportSource[] | null = null): Promise<void> {
  const wanted = sources ?? (await desk.files.askSeveral('units', '')).map((path) => ({ path }));
  if (wanted.length === 0) return;
  const board = new MergeBoard(desk);
  desk.show({ task: { kind: 'merge', board } });
  await board.add(wanted);
}

function fileOf(source: ImportSource): string {
  return 'name' in source ? source.name : (source.path.split(/[\\/]/u).at(-1) ?? source.path);
}
