/**
 * How a document stands to the 公开前检查: each demand satisfied, missing, or still to be confirmed by hand. Ticks and the dates of 批复
 * and 公开 are texts of the document, so that they are saved, undone and recorded like everything else.
 */
import { dayInWords } from './entered-day.ts';
import { assertNever } from '../assert-never.ts';
import { cellLabel } from '../check/describe.ts';
import { type Finding, openErrors } from '../check/finding.ts';
import type { CellRef, Document } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import { query } from '../formula/query.ts';
import { hasFigures } from '../report/layout.ts';
import { TEXT_PART_NAMES, type TextPart } from '../narrative/report-texts.ts';
import { findTable } from '../template/template.ts';
import type { PublicationDemand, PublicationItem } from './items.ts';

/** Keys of the document's texts. */
export const APPROVED_ON = '公开.批复日期';
export const PUBLISHED_ON = '公开.公开日期';

/** The key under which the tick of an item is kept. */
export function tickKey(item: string): string {
  return `公开.确认.${item}`;
}

export type PublicationState = 'satisfied' | 'missing' | 'unconfirmed' | 'inapplicable';

export interface PublicationAnswer {
  readonly item: PublicationItem;
  readonly state: PublicationState;
  /** What is missing, or what holds; '' where the demand says it all. */
  readonly words: string;
  /** Where to look: a cell, else a table by id, else a part of the report. */
  readonly cell: CellRef | null;
  readonly table: string | null;
  readonly part: TextPart | null;
  /** Only the accountant can say: ticked off by hand. */
  readonly isByHand: boolean;
}

/** What the answers need to know beyond the engine. */
export interface PublicationFacts {
  readonly findings: readonly Finding[];
  /** Places of a written part that are still to be filled in; null where it has not begun. */
  readonly openPlaces: (part: TextPart) => number | null;
}

type Found = Partial<Omit<PublicationAnswer, 'item' | 'state'>> & Pick<PublicationAnswer, 'state'>;

/** The answer to every item, in the order of the list. */
export function answerPublication(engine: Engine, items: readonly PublicationItem[], facts: PublicationFacts): readonly PublicationAnswer[] {
  return items.map((item) => ({ item, words: '', cell: null, table: null, part: null, isByHand: false, ...answer(engine, item.demand, item.id, facts) }));
}

function answer(engine: Engine, demand: PublicationDemand, id: string, facts: PublicationFacts): Found {
  switch (demand.kind) {
    case 'tables':
      return tablesThere(engine, demand.roles);
    case 'holds':
      return holding(engine, demand, id);
    case 'written':
      return writtenOut(demand.part, facts.openPlaces(demand.part));
    case 'checked':
      return withoutErrors(facts.findings);
    case 'deadline':
      return inTime(engine.document, demand.days);
    case 'confirm':
      return byHand(engine.document, id);
    default:
      return assertNever(demand);
  }
}

function byHand({ texts }: Document, id: string): Found {
  return { state: texts?.[tickKey(id)] === undefined ? 'unconfirmed' : 'satisfied', isByHand: true };
}

/** An error of the text is looked at there, not in the table that it was compared with. */
function withoutErrors(findings: readonly Finding[]): Found {
  const open = openErrors(findings);
  const [first] = open;
  if (first === undefined) return { state: 'satisfied' };
  const part = first.place?.part ?? null;
  return { state: 'missing', words: `还有 ${open.length} 处错误，如：${first.message}`, ...(part === null ? { cell: first.cells[0] ?? null, table: first.table } : { part }) };
}

function writtenOut(part: TextPart, left: number | null): Found {
  // 名词解释 writes itself once there is a text to explain.
  if (left === null) return { state: 'missing', words: part === 'glossary' ? '填写概况或情况说明后随之生成' : `${TEXT_PART_NAMES[part]}还没有编写`, part: part === 'glossary' ? 'narrative' : part };
  return left === 0 ? { state: 'satisfied' } : { state: 'missing', words: `还有 ${left} 处待填写`, part };
}

/** Each table is printed, with figures or with a 说明 that there are none. */
function tablesThere(engine: Engine, roles: readonly string[]): Found {
  for (const role of roles) {
    const table = findTable(engine.template.tables, role);
    if (table === null || !table.isPublished) return { state: 'missing', words: `模板没有“${role}”，请换用各表齐全的模板` };
    const shape = engine.space.region(table.id)?.shape;
    const isStated = table.empty !== null || engine.document.tables[table.id]?.statement !== undefined;
    if (shape !== undefined && !hasFigures(shape, engine) && !isStated) return { state: 'missing', words: `${table.title}没有数，也没有空表说明`, table: table.id };
  }
  return { state: 'satisfied' };
}

function holding(engine: Engine, { holds, when }: Extract<PublicationDemand, { kind: 'holds' }>, id: string): Found {
  if (when !== null && query(engine, when).value !== true) return { state: 'inapplicable' };
  const { value, cells } = query(engine, holds);
  if (value === true) return { state: 'satisfied' };
  // Where the document has no such figures, as without last year's, no formula can tell.
  if (value !== false && cells.length === 0) return { ...byHand(engine.document, id), words: '没有这些数，程序无法判断，请核对后确认' };
  const blank = cells.find((cell) => engine.value(cell) === null);
  const cell = blank ?? cells[0] ?? null;
  return { state: 'missing', words: blank === undefined ? '与要求不符，请核对' : `还没有填写${cellLabel(engine.space, blank, true)}`, cell, table: cell?.table ?? null };
}

/** `2023-08-10`, as documents hold a day; null for anything else. */
function dayOf(text: string | undefined): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text ?? '') ?? [];
  return year === undefined ? null : Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY;
}

const DAY = 86_400_000;

function inTime(document: Document, days: number): Found {
  const approved = dayOf(document.texts?.[APPROVED_ON]);
  if (approved === null) return { state: 'missing', words: '请填写批复日期' };
  const last = dayText(approved + days);
  const published = dayOf(document.texts?.[PUBLISHED_ON]);
  if (published === null) return { state: 'unconfirmed', words: `应在 ${last} 前公开，公开后请填写公开日期` };
  if (published < approved) return { state: 'missing', words: '公开日期早于批复日期，请核对' };
  return published - approved <= days ? { state: 'satisfied', words: `批复后第 ${published - approved} 日公开` } : { state: 'missing', words: `批复后第 ${published - approved} 日才公开，应在 ${last} 前` };
}

function dayText(day: number): string {
  return dayInWords(new Date(day * DAY).toISOString().slice(0, 10));
}
