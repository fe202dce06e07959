/** 上年数, 增减额, 增减%: exact, blank apart from zero, and where they stand among the form's columns. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedText, comparedWords, copiedComparison, priorFigures } from '../../../renderer/state/prior-figures.ts';
import { enterEverywhere, enterText, fill, pasteBlock } from '../../../renderer/state/cell-commands.ts';
import { priorEdit } from '../../../renderer/state/prior-year.ts';
import { type CellRef, type Document, withCell } from '../../../shared/document/document.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { settingsSchema } from '../../../shared/ipc.ts';
import { HENAN, sampleDocument } from '../../fixtures/sample-document.ts';
import { openWorkspace } from '../open-workspace.ts';

const AT: CellRef = { table: 'T05', row: '2060302', column: '3' };
const now = sampleDocument();

function withPrior(document: Document, before: string | null): Document {
  const { template, year } = now;
  return { ...document, prior: { template, year: year - 1, tables: withCell(now, AT, before).tables } };
}

function texts(amount: string | null, before: string | null): readonly string[] {
  const engine = new Engine(HENAN, withPrior(withCell(now, AT, amount), before));
  return (['prior', 'change', 'rate'] as const).map((what) => comparedText(engine, { what, ref: AT }, '万元'));
}

describe('the comparison of a figure', () => {
  it.each([
    ['more', '120', '100', ['100.00', '20.00', '20.00%']],
    ['less', '1234.56', '2469.12', ['2,469.12', '-1,234.56', '-50.00%']],
    ['the same', '5', '5', ['5.00', '0.00', '0.00%']],
    ['rounded half up once', '2.00', '3.00', ['3.00', '-1.00', '-33.33%']],
    ['nothing this year', null, '8', ['8.00', '-8.00', '-100.00%']],
    ['nothing last year', '8', null, ['', '8.00', '—']],
    ['a zero base', '8', '0', ['0.00', '8.00', '—']],
    ['nothing at all', null, null, ['', '', '']],
  ] as const)('says %s', (_says, amount, before, shown) => {
    expect(texts(amount, before)).toEqual(shown);
  });

  it('gives last year\u2019s figure and the change, whose sum is this year\u2019s to the last digit', () => {
    const amount = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 99 })).map(([whole, cents]) => `${whole}.${String(cents).padStart(2, '0')}`);
    fc.assert(fc.property(amount, amount, (a, b) => {
      const figures = priorFigures(new Engine(HENAN, withPrior(withCell(now, AT, a), b)), AT);
      expect(figures?.before?.plus(figures.change ?? 0).eq(a)).toBe(true);
    }), { numRuns: 15 });
  });

  it('is none without last year, and copied without separators in the unit that is shown', () => {
    expect(priorFigures(new Engine(HENAN, now), AT)).toBeNull();
    const engine = new Engine(HENAN, withPrior(withCell(now, AT, '1234.56'), '1000'));
    expect(copiedComparison(engine, { what: 'change', ref: AT }, '元')).toBe('2345600.00');
    expect(copiedComparison(engine, { what: 'rate', ref: AT }, '元')).toBe('23.46%');
    expect(comparedWords(engine, { what: 'rate', ref: AT }, '万元')).toBe('增减额 234.56 ÷ 上年 1000.00 ＝ 23.46%');
  });
});

describe('columns beside the form\u2019s own', () => {
  const opened = () => {
    const workspace = openWorkspace(withPrior(now, '100'));
    const sheet = workspace.sheet('T05');
    const before = sheet.content.layout.columns.length;
    const active = sheet.spotOf(AT);
    if (active === null) throw new Error('not on the sheet');
    sheet.select({ active, stretches: [{ from: active, to: active }] });
    workspace.state.change({ settings: settingsSchema.parse({ priorColumns: true }) });
    const { columns } = sheet.content.layout;
    return { ...workspace, sheet, columns, before, at: (id: string) => columns.findIndex((column) => column.id === id) };
  };

  it('come three to an amount, keep the active cell, and go with last year', () => {
    const { sheet, columns, before, state, workspace, at } = opened();
    expect(columns.length).toBe(before + 9);
    expect(sheet.refAt(sheet.selection().active)).toEqual(AT);
    expect(sheet.selection().active.column).toBe(at('c4'));
    workspace.carryOut('去掉上年数', [{ kind: 'set-prior', from: structuredClone(workspace.snapshot().document.prior) as never, to: null }]);
    expect(sheet.content.layout.columns.length).toBe(before);
    expect(sheet.refAt(sheet.selection().active)).toEqual(AT);
    state.undo();
    expect(sheet.content.layout.columns.length).toBe(before + 9);
  });

  it('cover every column of every row exactly once', () => {
    const { state } = opened();
    for (const table of HENAN.tables.filter(({ isPublished, form }) => isPublished && form === null)) {
      const { layout, rows, numbering } = state.sheetOf(table).content;
      for (const row of [...rows, ...numbering]) {
        const cells = row.line?.cells ?? row.numbering;
        const covered = cells.flatMap(({ column, colSpan }) => Array.from({ length: colSpan }, (_one, beside) => column + beside)).toSorted((a, b) => a - b);
        expect(covered, `${table.id} ${row.id}`).toEqual([...layout.columns.keys()]);
      }
    }
  });

  it('take nothing: typing is refused, paste and fill pass over them', () => {
    const { state, sheet, said, workspace, at } = opened();
    const { row } = sheet.selection().active;
    const select = (from: string, to: string): void => sheet.select({ active: { row, column: at(from) }, stretches: [{ from: { row, column: at(from) }, to: { row, column: at(to) } }] });
    const value = (column: string): string => String(workspace.engine.value({ ...AT, column }) ?? '');
    select('p4', 'p4');
    expect(enterText(state, sheet, '7')).toBe(false);
    expect(said.at(-1)).toContain('上年数：是与上年对比的列');
    select('c3', 'c3');
    pasteBlock(state, sheet, [['1', '2']]);
    expect([value('2'), value('3')]).toEqual(['1', '2']);
    select('c3', 'c4');
    fill(state, sheet, 'right');
    expect(value('3')).toBe('1');
    select('c3', 'r4');
    enterEverywhere(state, sheet, '9');
    expect([value('2'), value('3')]).toEqual(['9', '9']);
    expect(state.view().prompt).toBeNull();
  });

  it('paste into them is refused, whatever it is', () => {
    const { state, sheet, at } = opened();
    const { row } = sheet.selection().active;
    const spot = { row, column: at('d4') };
    sheet.select({ active: spot, stretches: [{ from: spot, to: spot }] });
    pasteBlock(state, sheet, [['1', '2']]);
    expect(state.view().prompt).toMatchObject({ kind: 'refused', edits: [] });
  });
});

describe('the edit that brings last year', () => {
  it('says why a document can\u2019t be last year\u2019s, and what to choose', () => {
    expect(priorEdit(now, { ...now, unit: '元' })).toContain('请选择单位相同的文件');
    expect(priorEdit(now, { ...now, template: 'shanghai-2024' })).toContain('请选择上年的工作簿');
    expect(priorEdit(now, { ...now, year: now.year + 1 })).toContain('请选择上年的文件');
    expect(priorEdit(now, now)).toMatchObject({ kind: 'set-prior', to: { year: now.year - 1 } });
  });
});
