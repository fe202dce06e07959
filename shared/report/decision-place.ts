/** What a decision about a finding is about, in the user's words: it is kept by the finding's place, which is a key. */
import type { Waiver } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import { cellPath, tableLabel } from '../check/describe.ts';
import { checkId } from '../check/finding.ts';
import { findTable } from '../template/template.ts';
import { checkInWords } from './rule-page.ts';

/** `公开06表 · 302 商品和服务支出 · 决算数`; of a rule between cells its two sides; of a text the words in question. */
export function decisionPlace(engine: Engine, { rule, place }: Pick<Waiver, 'rule' | 'place'>): string {
  const check = engine.checks().find((result) => result.check.rule === rule && checkId(engine, result.check) === `${rule}@${place}`)?.check;
  if (check !== undefined) return check.cell >= 0 ? cellPath(engine.space, engine.space.refOf(check.cell)) : checkInWords(engine, check);
  const table = engine.template.tables.find(({ id }) => place.startsWith(id));
  return table === undefined ? textPlace(place) : placeInTable(engine, table.id, place.slice(table.id.length));
}

/** A row of the table that may be gone, and its column; a named test may speak of a row, or of several columns, as a whole. */
function placeInTable(engine: Engine, table: string, place: string): string {
  const [row = '', column] = place.split(/,(?=[^,]*$)/u);
  const template = findTable(engine.template.tables, table);
  if (column !== undefined && template?.columns.some(({ key }) => key === column) === true) return cellPath(engine.space, { table, row, column });
  const shape = engine.space.region(table)?.shape;
  const known = shape?.rows[shape.index.get(place) ?? -1];
  return [template === null ? table : tableLabel(template), known === undefined ? place : `${known.code ?? ''} ${known.name}`.trim()].join(' · ');
}

/** Of a text the section and the words follow the mark of the 情况说明. A self-evaluation may have been removed. */
function textPlace(place: string): string {
  const removed = /^E\d\d(?<row>[^,]*)(?:,(?<column>[^,]*))?$/u.exec(place)?.groups;
  if (removed !== undefined) return ['已删除的自评表', removed['row'], removed['column']].filter((part) => part !== undefined && part !== '').join(' · ');
  return place.startsWith('N') ? `说明文字 · ${place.slice(1)}` : place;
}
