/** A block of cells is set in one pass over its table's rows; what comes of it is what comes of its edits one by one. */
import { describe, expect, it } from 'vitest';
import { rowPosition } from '../../../shared/document/document.ts';
import { applyEdit, type Edit, setCell } from '../../../shared/document/edit.ts';
import { applyEdits } from '../../../shared/document/gesture.ts';
import { sampleDocument } from '../../fixtures/sample-document.ts';

describe('a block of edits', () => {
  const document = sampleDocument();
  const cells = ['T05', 'T03'].flatMap((table) => (document.tables[table]?.rows ?? []).flatMap(({ key }) => ['2', '3'].map((column) => ({ table, row: key, column }))));
  const edits: readonly Edit[] = [
    ...cells.map((ref, at): Edit => setCell(document, ref, at % 3 === 0 ? null : String(at))),
    { kind: 'rename-row', table: 'T05', row: '20603', from: null, to: '应用研究' },
    ...cells.slice(0, 4).map((ref): Edit => ({ kind: 'set-cell', ...ref, from: null, to: '7' })),
  ];

  it('leads where its edits lead one by one', () => {
    expect(applyEdits(document, edits)).toEqual(edits.reduce(applyEdit, document));
  });

  it('leaves the document it began with, and every other table, as they were', () => {
    const before = structuredClone(document);
    const after = applyEdits(document, edits);
    expect(document).toEqual(before);
    expect(after.tables['T01']).toBe(document.tables['T01']);
    expect(rowPosition(after.tables['T05']?.rows ?? [], '20603')).toBe(rowPosition(document.tables['T05']?.rows ?? [], '20603'));
  });

  it('refuses a row that is not there', () => {
    const stray: readonly Edit[] = [1, 2].map((at): Edit => ({ kind: 'set-cell', table: 'T05', row: '没有', column: String(at), from: null, to: '1' }));
    expect(() => applyEdits(document, stray)).toThrow('没有');
  });
});
