/** Import of our own export is the identity, whatever the document holds. */
import { describe, expect, it } from 'vitest';
import { exportTables } from '../../../../main/export/xlsx/export-tables.ts';
import { rollDocument } from '../../../../shared/document/roll.ts';
import type { Document } from '../../../../shared/document/document.ts';
import { applyEdit, type Edit, setCell } from '../../../../shared/document/edit.ts';
import { withFollowers } from '../../../../shared/template/followers.ts';
import { Engine } from '../../../../shared/formula/engine.ts';
import { sampleWithEvaluations } from '../../../fixtures/evaluation-document.ts';
import { consistentDocument, HENAN, sampleDocument } from '../../../fixtures/sample-document.ts';
import { withoutIdleDeclarations } from '../../../fixtures/printed-document.ts';
import { figuresOf, imported } from '../../import/import-fixtures.ts';

/** Rows that the import adds to following tables are there from the start. */
function whole(document: Document): Document {
  return { ...document, tables: withFollowers(HENAN, document.tables) };
}

function set(document: Document, table: string, row: string, column: string, content: Parameters<typeof setCell>[2]): Document {
  return applyEdit(document, setCell(document, { table, row, column }, content));
}

/** Rows whose keys are not what they are called. */
function withOwnIndicators(document: Document): Document {
  const row = (key: string, name: string, group: string): Edit => ({ kind: 'insert-row', table: 'E00', at: 20, row: { key, name, group, cells: { 年度指标值: { text: '=100%' }, 分值: '3' } } });
  return [row('指标7', '重名', '本部门自设指标'), row('指标8', '重名', '产出指标')].reduce(applyEdit, document);
}

const sample = whole(sampleDocument());
const CASES: readonly (readonly [string, Document])[] = [
  ['the published sample', sample],
  ['a full department', whole(withoutIdleDeclarations(HENAN, consistentDocument()))],
  ['a pinned value with its reason', set(sample, 'T01', '27', '1', { declared: '1482.36', pinned: true, reason: '以决算批复为准' })],
  ['waivers and texts', { ...sample, waivers: [{ rule: 'A17', place: 'T06302,决算数', kind: 'waived', reason: '已核', state: '11.71|9.97' }], texts: { '原因.收支总体': ' 前后有空格 ' } }],
  ['remarks', { ...sample, remarks: { T06: { '302': { 决算数: '待核\n问办公室' } } } }],
  ['side figures', set(set(sample, 'S01', '政府采购货物支出', '本年', '4'), 'S02', '2060302', '年初预算', '12.5')],
  ["last year's tables", rollDocument(sample, 2023, HENAN)],
  ['self-evaluations', whole(sampleWithEvaluations())],
  ['self-evaluations rolled into the next year', rollDocument(whole(sampleWithEvaluations()), 2023, HENAN)],
  ['an indicator of a group of the department\'s own, and two of one name', withOwnIndicators(whole(sampleWithEvaluations()))],
  ['more places than are printed', set(sample, 'T05', '2060302', '3', '111.505')],
];

describe('export and import again', () => {
  it.each(CASES)('%s', async (_name, document) => {
    const bytes = await exportTables(new Engine(HENAN, document));
    const again = await imported(Buffer.from(bytes), 'tables.xlsx');
    expect(again.unrecognised).toEqual([]);
    const sorted = (one: Omit<Document, 'source'>) => ({ ...one, tables: Object.fromEntries(Object.entries(one.tables).map(([id, table]) => [id, { ...table, rows: [...table.rows].sort((a, b) => (a.key < b.key ? -1 : 1)).map((row) => ({ key: row.key, code: row.code, group: row.group, cells: row.cells })) }])) });
    expect(sorted(figuresOf(again.document))).toEqual(sorted(figuresOf(document)));
  });
});
