/** A gesture takes the lapses it causes with it; history undoes without end. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellContent, type CellRef, type Document } from '../../../shared/document/document.ts';
import { type Edit, setCell } from '../../../shared/document/edit.ts';
import { serialise } from '../../../shared/document/file.ts';
import { applyEdits, composeGesture, gestureSchema, invertGesture } from '../../../shared/document/gesture.ts';
import { type History, historyLabels, historySchema, type HistoryStep, NO_HISTORY, perform, redo, undo } from '../../../shared/document/history.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { editOf, type Spin, spin } from '../../fixtures/random-edits.ts';
import { HENAN, printedSample, sampleDocument } from '../../fixtures/sample-document.ts';

const AT = '2023-09-01T08:00:00.000Z';
const ITEM: CellRef = { table: 'T06', row: '30201', column: '决算数' };
const CLASS: CellRef = { table: 'T06', row: '302', column: '决算数' };

function lapsed(edits: readonly Edit[]): readonly string[] {
  return edits.flatMap((edit) => (edit.kind === 'set-cell' && edit.to === null ? [`${edit.table} ${edit.row} ${edit.column}`] : []));
}

function typing(document: Document, ref: CellRef, amount: string): ReturnType<typeof composeGesture> {
  return composeGesture(new Engine(HENAN, document), '录入', AT, [setCell(document, ref, amount)]);
}

describe('declared values lapse with what they depend on', () => {
  test('the printed 302 goes when one of its items is corrected, and comes back by undo', () => {
    const document = sampleDocument();
    const gesture = typing(document, ITEM, '7.68');
    expect(lapsed(gesture.edits)).toEqual(['T06 302 决算数']);
    const after = applyEdits(document, gesture.edits);
    expect([cellContent(after, ITEM), cellContent(after, CLASS)]).toEqual(['7.68', null]);
    expect(String(new Engine(HENAN, after).value(CLASS))).toBe('11.71');
    expect(serialise(applyEdits(after, invertGesture(gesture).edits))).toBe(serialise(document));
  });

  test('all the way down, in other tables too, and nowhere else', () => {
    const gesture = typing(printedSample(), { table: 'T05', row: '2060302', column: '3' }, '1');
    const rows = lapsed(gesture.edits);
    expect(rows).toEqual(expect.arrayContaining(['T05 2060302 1', 'T05 20603 3', 'T05 206 1', 'T05 合计 1', 'T04 38 3', 'T04 38 2', 'T04 59 2', 'T04 64 2']));
    expect(rows.filter((place) => /^(T01|T02|T03|T06) /.test(place) || place.startsWith('T05 208'))).toEqual([]);
  });

  test('a pinned value stands, and shields what lies behind it', () => {
    const document = printedSample();
    const pinned = applyEdits(document, [setCell(document, CLASS, { declared: '11.71', pinned: true, reason: '以批复为准' })]);
    expect(lapsed(typing(pinned, ITEM, '7.68').edits)).toEqual([]);
    expect(lapsed(typing(document, ITEM, '7.68').edits)).toEqual(['T06 302 决算数', 'T06 公用经费合计 决算数']);
  });

  test('what is entered in the same gesture does not lapse by it', () => {
    const document = printedSample();
    const edits = [setCell(document, ITEM, '7.68'), setCell(document, CLASS, { declared: '11.71' })];
    const gesture = composeGesture(new Engine(HENAN, document), '粘贴', AT, edits);
    expect(lapsed(gesture.edits)).toEqual(['T06 公用经费合计 决算数']);
    expect(cellContent(applyEdits(document, gesture.edits), CLASS)).toEqual({ declared: '11.71' });
  });

  test('typing the same again is no edit, and lets nothing lapse', () => {
    expect(typing(sampleDocument(), ITEM, '5.94').edits).toEqual([]);
  });

  test('a row that goes takes its figures out of the printed totals; one that comes brings its own', () => {
    const document = printedSample();
    const rows = document.tables['T03']?.rows ?? [];
    const at = rows.findIndex((row) => row.key === '2060302');
    const row = rows[at];
    if (row === undefined) throw new Error('2060302 is gone');
    const engine = new Engine(HENAN, document);
    const goes = composeGesture(engine, '删除行', AT, [{ kind: 'delete-row', table: 'T03', at, row: { ...row, cells: { ...row.cells } } }]);
    expect(lapsed(goes.edits)).toEqual(expect.arrayContaining(['T03 20603 3', 'T03 合计 1', 'T01 37 2', 'T01 62 2']));
    expect(lapsed(goes.edits).some((place) => place.startsWith('T03 2060302'))).toBe(false);
    const comes = composeGesture(engine, '插入行', AT, [{ kind: 'insert-row', table: 'T03', at, row: { key: '2060301', code: '2060301', name: '机构运行', cells: { 3: '5' } } }]);
    expect(lapsed(comes.edits)).toEqual(expect.arrayContaining(['T03 20603 3', 'T03 合计 1', 'T01 37 2', 'T01 62 2']));
    const empty = composeGesture(engine, '插入行', AT, [{ kind: 'insert-row', table: 'T03', at, row: { key: '2060301', code: '2060301', name: '机构运行', cells: {} } }]);
    expect(lapsed(empty.edits)).toEqual([]);
    for (const gesture of [goes, comes, empty]) expect(applyEdits(applyEdits(document, gesture.edits), invertGesture(gesture).edits)).toEqual(document);
  });

  test('after a gesture no unpinned declared value stands on a changed figure', () => {
    fc.assert(
      fc.property(fc.array(spin, { minLength: 1, maxLength: 5 }), (spins) => {
        const document = printedSample();
        const engine = new Engine(HENAN, document);
        const edits = editsOf(document, spins.filter(({ kind }) => kind === 'input' || kind === 'declare' || kind === 'clear'));
        const gesture = composeGesture(engine, '一步', AT, edits);
        const touched = gesture.edits.flatMap((edit) => (edit.kind === 'set-cell' && edit.to !== null ? [edit] : []));
        engine.update(applyEdits(document, gesture.edits), gesture.edits);
        const own = new Set(edits.flatMap((edit) => (edit.kind === 'set-cell' ? [`${edit.table} ${edit.row} ${edit.column}`] : [])));
        expect(engine.lapsing(touched).filter((ref) => !own.has(`${ref.table} ${ref.row} ${ref.column}`))).toEqual([]);
      }),
      { numRuns: 100, seed: 4 },
    );
  });
});

/** Edits that follow each other, from spins. */
function editsOf(document: Document, spins: readonly Spin[]): readonly Edit[] {
  let current = document;
  return spins.flatMap((one) => {
    const edit = editOf(HENAN, current, one);
    if (edit === null) return [];
    current = applyEdits(current, [edit]);
    return [edit];
  });
}

describe('history', () => {
  const document = sampleDocument();

  test('undoes and redoes with labels, across tables', () => {
    const first = typing(document, ITEM, '7.68');
    const one = perform(document, NO_HISTORY, { ...first, label: '录入 公开06表 办公费' });
    const second = typing(one.document, { table: 'T03', row: '2060302', column: '3' }, '1');
    const two = perform(one.document, one.history, { ...second, label: '录入 公开03表' });
    expect(historyLabels(two.history)).toEqual({ undo: '录入 公开03表', redo: null });
    const back = step(undo(two.document, two.history));
    expect(historyLabels(back.history)).toEqual({ undo: '录入 公开06表 办公费', redo: '录入 公开03表' });
    expect(back.document).toEqual(one.document);
    expect(step(redo(back.document, back.history)).document).toEqual(two.document);
    const other = perform(back.document, back.history, { ...first, label: '另一步', edits: [setCell(back.document, ITEM, '1')] });
    expect(historyLabels(other.history)).toEqual({ undo: '另一步', redo: null });
  });

  test('has nothing before the first step or after the last', () => {
    expect(undo(document, NO_HISTORY)).toBeNull();
    expect(redo(document, NO_HISTORY)).toBeNull();
    expect(historyLabels(NO_HISTORY)).toEqual({ undo: null, redo: null });
  });

  test('any gestures, all undone and all redone, through JSON on the way; the engine follows every step', () => {
    fc.assert(
      fc.property(fc.array(fc.array(spin, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }), (gestures) => {
        const engine = new Engine(HENAN, document);
        let now: { readonly document: Document; readonly history: History } = { document, history: NO_HISTORY };
        const files = [serialise(document)];
        for (const [at, spins] of gestures.entries()) {
          const gesture = composeGesture(engine, `第${at + 1}步`, AT, editsOf(now.document, spins));
          now = follow(engine, perform(now.document, now.history, gestureSchema.parse(JSON.parse(JSON.stringify(gesture)))));
          files.push(serialise(now.document));
        }
        const values = valuesOf(engine);
        now = { ...now, history: historySchema.parse(JSON.parse(JSON.stringify(now.history))) };
        for (const file of files.slice(0, -1).reverse()) {
          now = follow(engine, step(undo(now.document, now.history)));
          expect(serialise(now.document)).toBe(file);
        }
        expect(undo(now.document, now.history)).toBeNull();
        expect(valuesOf(engine)).toEqual(valuesOf(new Engine(HENAN, document)));
        for (const file of files.slice(1)) {
          now = follow(engine, step(redo(now.document, now.history)));
          expect(serialise(now.document)).toBe(file);
        }
        expect(redo(now.document, now.history)).toBeNull();
        expect(valuesOf(engine)).toEqual(values);
      }),
      { numRuns: 60, seed: 8 },
    );
  }, 60_000);
});

function step(taken: HistoryStep | null): HistoryStep {
  if (taken === null) throw new Error('nothing to undo or redo');
  return taken;
}

function follow(engine: Engine, taken: HistoryStep): HistoryStep {
  engine.update(taken.document, taken.gesture.edits);
  return taken;
}

function valuesOf(engine: Engine): readonly string[] {
  return Array.from({ length: engine.space.size }, (_one, cell) => String(engine.value(engine.space.refOf(cell))));
}
