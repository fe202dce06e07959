/** Each kind of edit does what it says; each is also undone, redone and sent through JSON. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellContent, type Document } from '../../../shared/document/document.ts';
import { applyEdit, type Edit, isStructural, setCell } from '../../../shared/document/edit.ts';
import { departmentYear } from '../../fixtures/department-year.ts';
import { editOf, spin } from '../../fixtures/random-edits.ts';
import { HENAN, printedAsRounded, sampleDocument } from '../../fixtures/sample-document.ts';
import { edited } from './editing.ts';

const sample = sampleDocument();
const header = { department: sample.department, year: sample.year, unit: sample.unit, decimals: sample.decimals, precision: sample.precision };
const CELL = { table: 'T03', row: '2060302', column: '3' };
const ROW = { key: '2060301', code: '2060301', name: '机构运行', cells: { 2: '1.5' } };

function rowKeys(document: Document, table: string): readonly string[] {
  return (document.tables[table]?.rows ?? []).map((row) => row.key);
}

describe('cells', () => {
  test('an amount is typed, a cell cleared, and blank is not zero', () => {
    const typed = edited(sample, setCell(sample, CELL, '111.51'));
    expect(cellContent(typed, CELL)).toBe('111.51');
    const zero = edited(typed, setCell(typed, CELL, '0'));
    expect(cellContent(zero, CELL)).toBe('0');
    const cleared = edited(zero, setCell(zero, CELL, null));
    expect(cellContent(cleared, CELL)).toBeNull();
    expect(cleared.tables['T03']?.rows.find((row) => row.key === CELL.row)?.cells).not.toHaveProperty('3');
  });

  test('a declared value with its reason', () => {
    const total = { table: 'T03', row: '合计', column: '1' };
    const pinned = edited(sample, setCell(sample, total, { declared: '1481.37', pinned: true, reason: '以批复为准' }));
    expect(cellContent(pinned, total)).toEqual({ declared: '1481.37', pinned: true, reason: '以批复为准' });
    expect(cellContent(edited(sample, setCell(sample, total, { declared: null })), total)).toEqual({ declared: null });
  });

  test('other cells, rows and tables are the very same objects', () => {
    const typed = applyEdit(sample, setCell(sample, CELL, '1'));
    expect(typed.tables['T02']).toBe(sample.tables['T02']);
    expect(typed.tables['T03']?.rows[0]).toBe(sample.tables['T03']?.rows[0]);
  });

  test('a row or table that is not there is refused', () => {
    expect(() => applyEdit(sample, setCell(sample, { ...CELL, row: '999' }, '1'))).toThrow('no row 999 in table T03');
    expect(() => applyEdit(sample, setCell(sample, { ...CELL, table: 'T99' }, '1'))).toThrow('no row 2060302 in table T99');
  });
});

describe('rows', () => {
  test('come, move, get a name, go', () => {
    const at = rowKeys(sample, 'T03').indexOf('2060302');
    const come = edited(sample, { kind: 'insert-row', table: 'T03', at, row: ROW });
    expect(rowKeys(come, 'T03').slice(at, at + 2)).toEqual(['2060301', '2060302']);
    const moved = edited(come, { kind: 'move-row', table: 'T03', from: at, to: at + 2 });
    expect(rowKeys(moved, 'T03').slice(at, at + 3)).toEqual(['2060302', '2060399', '2060301']);
    const named = edited(moved, { kind: 'rename-row', table: 'T03', row: '2060301', from: '机构运行', to: null });
    expect(named.tables['T03']?.rows[at + 2]).not.toHaveProperty('name');
    const gone = edited(come, { kind: 'delete-row', table: 'T03', at, row: ROW });
    expect(gone).toEqual(sample);
  });

  test('a key is there once, and only the row that is named goes', () => {
    expect(() => applyEdit(sample, { kind: 'insert-row', table: 'T03', at: 0, row: { key: '2060302', cells: {} } })).toThrow('row 2060302 exists already');
    expect(() => applyEdit(sample, { kind: 'delete-row', table: 'T03', at: 0, row: ROW })).toThrow('row 2060301 is not at 0');
    expect(() => applyEdit(sample, { kind: 'move-row', table: 'T03', from: 0, to: 999 })).toThrow('no row at 0 or 999');
    expect(() => applyEdit(sample, { kind: 'rename-row', table: 'T03', row: '999', from: null, to: '无' })).toThrow('no row 999');
  });
});

describe('the rest of the document', () => {
  test.each<[string, Edit]>([
    ['空表说明', { kind: 'set-statement', table: 'T07', from: null, to: '说明：本表无数据。' }],
    ['注', { kind: 'set-notes', table: 'T01', from: null, to: ['注：一', '注：二'] }],
    ['说明文字', { kind: 'set-text', key: '原因.收支总体', from: null, to: '人员增加' }],
    ['单位', { kind: 'set-header', from: header, to: { ...header, department: '另一单位', decimals: 4, precision: 'exact' } }],
    ['上年', { kind: 'set-prior', from: null, to: { template: 'henan-2022', year: 2021, tables: { T01: { rows: [{ key: '60', cells: { 2: '0' } }] } } } }],
    ['豁免', { kind: 'add-waiver', at: 0, waiver: { rule: 'A17', place: 'T06302,决算数', kind: 'waived', reason: '已更正', state: '11.71|9.97' } }],
  ])('%s', (_name, edit) => {
    expect(edited(sample, edit)).not.toEqual(sample);
  });

  test('a waiver is taken back', () => {
    const waiver = { rule: 'A17', place: 'x', kind: 'accepted', reason: '尾差', state: '1|2' } as const;
    const waived = edited(sample, { kind: 'add-waiver', at: 0, waiver });
    expect(edited(waived, { kind: 'remove-waiver', at: 0, waiver })).toEqual(sample);
  });
});

test('any series of edits, undone one by one, gives the same file again', () => {
  const starts = [sample, printedAsRounded(departmentYear(HENAN, 3, { classes: 2, itemsPerClass: 1 }))];
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.array(spin, { minLength: 1, maxLength: 5 }), (start, spins) => {
      let document = start;
      for (const one of spins) {
        const edit = editOf(HENAN, document, one);
        if (edit !== null) document = edited(document, edit);
      }
    }),
    { numRuns: 60, seed: 12 },
  );
}, 60_000);

test('only what formulas, rules and labels are bound to is structural', () => {
  const kinds = (edits: readonly Edit[]): readonly boolean[] => edits.map(isStructural);
  expect(kinds([setCell(sample, CELL, '1'), { kind: 'set-statement', table: 'T07', from: null, to: '无' }, { kind: 'set-text', key: '原因.一', from: null, to: '无' }])).toEqual([false, false, false]);
  expect(kinds([{ kind: 'insert-row', table: 'T03', at: 1, row: ROW }, { kind: 'rename-row', table: 'T03', row: '206', from: null, to: '行政运行' }, { kind: 'set-header', from: header, to: header }])).toEqual([true, true, true]);
});
