/** A document with a figure in every cell that can be typed, so that every formula of every table has something to say. */
import type { Document, RowData } from '../../../../shared/document/document.ts';
import { Engine } from '../../../../shared/formula/engine.ts';
import { newDocument } from '../../../../shared/template/new-document.ts';
import type { Template } from '../../../../shared/template/template.ts';

const SUBJECTS: readonly (readonly [string, string])[] = [
  ['206', '科学技术支出'], ['20603', '应用研究'], ['2060302', '社会公益研究'], ['2060399', '其他应用研究支出'], ['208', '社会保障和就业支出'], ['20805', '行政事业单位养老支出'], ['2080501', '行政单位离退休'],
];

/** Figures such as 3.07, 6.14, … — different in every cell, with the binary noise that decimals have. */
export function fullDocument(template: Template): Document {
  const empty = newDocument(template, { department: '示例局' });
  const tables = Object.fromEntries(
    Object.entries(empty.tables).map(([id, table]) => {
      const isFunctional = template.tables.find((candidate) => candidate.id === id)?.subjects?.list === 'functional';
      return [id, isFunctional ? { rows: [...table.rows, ...SUBJECTS.map(([code, name]): RowData => ({ key: code, code, name, cells: {} }))] } : table];
    }),
  );
  const engine = new Engine(template, { ...empty, tables });
  let number = 0;
  const filled = Object.fromEntries(
    Object.entries(tables).map(([id, table]) => [id, { rows: table.rows.map((row): RowData => {
      const columns = template.tables.find((candidate) => candidate.id === id)?.columns ?? [];
      const inputs = columns.filter(({ key: column }) => engine.exists({ table: id, row: row.key, column }) && engine.formula({ table: id, row: row.key, column }) === null);
      return { ...row, cells: Object.fromEntries(inputs.map(({ key: column }) => [column, (++number * 3.07).toFixed(2)])) };
    }) }]),
  );
  return { ...empty, tables: filled };
}
