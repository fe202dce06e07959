import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellEdits } from '../../../shared/document/difference.ts';
import type { Document } from '../../../shared/document/document.ts';
import { applyEdit, isStructural } from '../../../shared/document/edit.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { editOf, spin } from '../../fixtures/random-edits.ts';
import { HENAN, sampleDocument } from '../../fixtures/sample-document.ts';

const values = (engine: Engine): readonly string[] => Array.from({ length: engine.space.size }, (_cell, at) => String(engine.value(engine.space.refOf(at))));

describe('the difference of two states of a document', () => {
  it('is cell edits that lead an engine to the values of a fresh one, or nothing where rows or headers changed', () => {
    const start = sampleDocument();
    fc.assert(fc.property(fc.array(spin, { minLength: 1, maxLength: 8 }), (spins) => {
      let after: Document = start;
      let structural = false;
      for (const one of spins) {
        const edit = editOf(HENAN, after, one);
        if (edit === null) continue;
        structural ||= isStructural(edit);
        after = applyEdit(after, edit);
      }
      // As it arrives in another thread: equal, and nothing of it the same.
      const copy = structuredClone(after);
      const edits = cellEdits(start, copy);
      if (edits === null) {
        expect(structural).toBe(true);
        return;
      }
      const engine = new Engine(HENAN, start);
      engine.update(copy, edits);
      expect(engine.document).toBe(copy);
      expect(values(engine)).toEqual(values(new Engine(HENAN, copy)));
    }), { numRuns: 60 });
  });

  it('names each cell that differs, once', () => {
    const start = sampleDocument();
    const edit = { kind: 'set-cell', table: 'T06', row: '30201', column: '决算数', from: start.tables['T06']?.rows.find(({ key }) => key === '30201')?.cells['决算数'] ?? null, to: '6.94' } as const;
    expect(cellEdits(start, structuredClone(applyEdit(start, edit)))).toEqual([edit]);
    expect(cellEdits(start, structuredClone(start))).toEqual([]);
  });

  it('sees past a remark, which no formula reads', () => {
    const start = sampleDocument();
    const remarked = applyEdit(start, { kind: 'set-remark', table: 'T06', row: '302', column: '决算数', from: null, to: '待查' });
    expect(cellEdits(start, structuredClone(remarked))).toEqual([]);
  });
});
