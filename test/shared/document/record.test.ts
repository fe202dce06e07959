/** The change record: what a file remembers of the steps that led to its document. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellContent, type Document } from '../../../shared/document/document.ts';
import { setCell } from '../../../shared/document/edit.ts';
import { NO_HISTORY, perform, redo, undo } from '../../../shared/document/history.ts';
import { openDocument, serialise } from '../../../shared/document/file.ts';
import { applyEdits, type Gesture } from '../../../shared/document/gesture.ts';
import { type ChangeRecord, changesOf, changesOfCell, extendRecord, Origins, recoverRecord } from '../../../shared/document/record.ts';
import { rollDocument } from '../../../shared/document/roll.ts';
import { HENAN, sampleDocument } from '../../fixtures/sample-document.ts';

const sample = sampleDocument();
const CELLS = ['2060302', '2060399', '2080505'].map((row) => ({ table: 'T03', row, column: '2' }));

function step(document: Document, cell: (typeof CELLS)[number], to: string, at = '2026-03-01T08:00:00.000Z'): Gesture {
  return { label: `改 ${cell.row}`, at, edits: [setCell(document, cell, to)] };
}

/** Carries out amounts on cells one after the other. */
function run(spins: readonly (readonly [cell: number, amount: number])[]): { readonly document: Document; readonly steps: readonly Gesture[] } {
  let document = sample;
  const steps: Gesture[] = [];
  for (const [cell, amount] of spins) {
    const made = step(document, CELLS[cell % CELLS.length] ?? { table: '', row: '', column: '' }, String(amount));
    steps.push(made);
    document = applyEdits(document, made.edits);
  }
  return { document, steps };
}

const spins = fc.array(fc.tuple(fc.nat(2), fc.nat(99)), { maxLength: 30 });

describe('in the file', () => {
  test('a record comes back with the document; a document without one has the file it always had', () => {
    const { document, steps } = run([[0, 5], [1, 7]]);
    expect(openDocument(serialise(document, steps))).toEqual({ ok: true, document, record: steps });
    expect(serialise(document, [])).toBe(serialise(document));
    expect(JSON.parse(serialise(document, steps))).toMatchObject({ format: 'mingzhang', version: 1 });
  });

  test('a record that is none is said, with its place', () => {
    const opened = openDocument(serialise(sample, [{ label: '改', at: '', edits: [{ kind: 'set-cell' }] } as unknown as Gesture]));
    expect(opened).toMatchObject({ ok: false, problem: expect.stringContaining('record › 0 › edits › 0') });
  });

  test('the next year begins without the marks and remarks of the last', () => {
    const remarked = applyEdits(sample, [{ kind: 'set-remark', table: 'T03', row: '2060302', column: '2', from: null, to: '已核对' }]);
    expect(rollDocument(remarked, 2023, HENAN)).not.toHaveProperty('remarks');
  });
});

describe('drawn together', () => {
  test('first contents and what stands now are known however long the record grew', () => {
    fc.assert(fc.property(spins, fc.integer({ min: 1, max: 8 }), (list, most) => {
      const { document, steps } = run(list);
      let record: ChangeRecord = [];
      for (const one of steps) record = extendRecord(record, [one], most);
      const origins = new Origins(record);
      for (const cell of CELLS) {
        const first = origins.of(cell);
        const now = cellContent(document, cell);
        const before = cellContent(sample, cell);
        if (JSON.stringify(now) !== JSON.stringify(before)) expect(first, `${cell.row} was changed`).toEqual(before);
        if (first !== undefined) expect(first).toEqual(before);
      }
      const edits = record.reduce((sum, one) => sum + one.edits.length, 0);
      expect(edits).toBeLessThanOrEqual(Math.max(most, most / 2 + CELLS.length));
      expect(applyEdits(sample, record.flatMap((one) => one.edits))).toEqual(document);
    }));
  });

  test('last year is told, not kept twice', () => {
    const prior = { template: sample.template, year: 2021, tables: structuredClone(sample.tables) as never };
    const [kept] = extendRecord([], [{ label: '载入上年数', at: '', edits: [{ kind: 'set-prior', from: null, to: prior }] }]);
    expect(kept).toEqual({ label: '载入上年数', at: '', edits: [{ kind: 'set-prior', from: null, to: null }] });
  });
});

test('the lines are the latest first, one for each cell, one for a step without', () => {
  const { steps } = run([[0, 5], [1, 7]]);
  const waived: Gesture = { label: '接受尾差', at: '2026-03-02T08:00:00.000Z', edits: [{ kind: 'add-waiver', at: 0, waiver: { rule: 'A17', place: 'x', kind: 'accepted', reason: 'r', state: 's' } }] };
  expect(changesOfCell([...steps, waived], CELLS[1] ?? { table: '', row: '', column: '' }).map(({ label, to }) => [label, to])).toEqual([['改 2060399', '7']]);
  expect(changesOf([...steps, waived]).map(({ label, cell, to }) => [label, cell?.row ?? null, to])).toEqual([['接受尾差', null, null], ['改 2060399', '2060399', '7'], ['改 2060302', '2060302', '5']]);
});

test('cells of a row that was added held nothing, those of one that went what they held', () => {
  const row = sample.tables['T03']?.rows.find((one) => one.key === '2060302');
  if (row === undefined) throw new Error('the sample has 2060302');
  const [column = ''] = Object.keys(row.cells);
  const cell = { table: 'T03', row: '2060302', column };
  const gone: Gesture = { label: '删除', at: '', edits: [{ kind: 'delete-row', table: 'T03', at: 0, row: structuredClone(row) as never }] };
  const come: Gesture = { label: '插入', at: '', edits: [{ kind: 'insert-row', table: 'T03', at: 0, row: structuredClone(row) as never }] };
  expect(new Origins([gone, come]).of(cell)).toEqual(row.cells[column]);
  expect(new Origins([come, gone]).of(cell)).toBeNull();
});

test('what a text said and says is told', () => {
  const filled: Gesture = { label: '填写：原因 收支总体', at: '2026-03-02T08:00:00.000Z', edits: [{ kind: 'set-text', key: '原因.收支总体', from: null, to: '项目增加' }] };
  expect(changesOf([filled])).toEqual([{ at: filled.at, label: filled.label, cell: null, from: null, to: { text: '项目增加' } }]);
});

test('a journal of doing, undoing and redoing, cut off anywhere, leaves the steps that stand', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('do', 'undo', 'redo')), fc.nat(), (turns, cut) => {
    let at = { document: sample, history: NO_HISTORY };
    const journal: Gesture[] = [];
    const saves: ChangeRecord[] = [[]];
    for (const [number, turn] of turns.entries()) {
      const made = step(at.document, CELLS[number % CELLS.length] ?? { table: '', row: '', column: '' }, String(number), `2026-03-01T08:00:00.${number}Z`);
      const next = turn === 'do' ? perform(at.document, at.history, made) : turn === 'undo' ? undo(at.document, at.history) : redo(at.document, at.history);
      if (next === null) continue;
      at = next;
      journal.push(next.gesture);
      saves.push(at.history.done);
    }
    const saved = cut % saves.length;
    const recovered = recoverRecord(saves[saved] ?? [], journal.slice(saved));
    expect(recovered).toEqual(at.history.done);
  }));
});
