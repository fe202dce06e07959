import { describe, expect, it } from 'vitest';
import { cellOfHit, findHits, placesMeant, replaceEdit } from '../../../renderer/state/find-cells.ts';
import { openWorkspace } from '../open-workspace.ts';

const everywhere = (text: string) => ({ text, isWhole: false, table: null });

describe('finding over all tables', () => {
  it.each(['1,481.36', '1481.36'])('finds %s wherever it stands', (text) => {
    const { workspace: { engine } } = openWorkspace();
    const hits = findHits(engine, everywhere(text), '万元');
    expect([...new Set(hits.map((hit) => hit.table))]).toEqual(['T01', 'T02', 'T03', 'T04', 'T05', 'S01']);
    expect(hits.every((hit) => hit.column !== null)).toBe(true);
  });

  it('finds names and codes, and shows the first figure of their row', () => {
    const { workspace: { engine } } = openWorkspace();
    const hits = findHits(engine, { ...everywhere('社会公益研究'), table: 'T05' }, '万元');
    expect(hits).toEqual([{ table: 'T05', row: '2060302', column: null, text: '2060302 社会公益研究' }]);
    expect(cellOfHit(engine, { table: 'T05', row: '2060302', column: null, text: '' })).toEqual({ table: 'T05', row: '2060302', column: '1' });
  });

  it('matches whole cells only when told to', () => {
    const { workspace: { engine } } = openWorkspace();
    const loose = findHits(engine, { text: '300', isWhole: false, table: 'T05' }, '万元');
    const whole = findHits(engine, { text: '300.00', isWhole: true, table: 'T05' }, '万元');
    expect(loose.length).toBeGreaterThan(0);
    expect(whole.length).toBeGreaterThan(0);
    expect(findHits(engine, { text: '300', isWhole: true, table: 'T05' }, '万元')).toEqual([]);
  });

  it('replaces in inputs and names, never in formulas or the form’s own words', () => {
    const { workspace: { engine } } = openWorkspace();
    const edits = (text: string, by: string, table: string) => {
      const search = { ...everywhere(text), table };
      return findHits(engine, search, '万元').map((hit) => [hit.row, hit.column, replaceEdit(engine, hit, search, by, '万元')] as const);
    };
    const amounts = edits('111.50', '112.50', 'T05');
    expect(amounts.find(([row, column]) => row === '2060302' && column === '3')?.[2]).toMatchObject({ kind: 'set-cell', to: '112.5' });
    expect(amounts.find(([, column]) => column === '1')?.[2]).toBeNull();
    expect(edits('公益', '公共', 'T05')[0]?.[2]).toMatchObject({ kind: 'rename-row', to: '社会公共研究' });
    expect(edits('合计', '总计', 'T05')[0]?.[2]).toBeNull();
    expect(edits('111.50', '多少', 'T05').every(([, , edit]) => edit === null)).toBe(true);
  });
});

describe('going to a cell', () => {
  it.each([
    ['公开03 2060302 基本支出', 'T01', { table: 'T03', row: '2060302', column: '2' }],
    ['03 2060302 2', 'T01', { table: 'T03', row: '2060302', column: '2' }],
    ['2060302 3栏', 'T05', { table: 'T05', row: '2060302', column: '3' }],
    ['01 27行', 'T05', { table: 'T01', row: '27', column: '1' }],
    ['公开06表 30201', 'T01', { table: 'T06', row: '30201', column: '决算数' }],
    ['社会公益研究 项目', 'T05', { table: 'T05', row: '2060302', column: '3' }],
  ])('%s (in %s)', (wanted, shown, place) => {
    const { workspace: { engine } } = openWorkspace();
    expect(placesMeant(engine, wanted, shown)[0]).toEqual(place);
  });

  it('finds nothing where nothing is meant', () => {
    const { workspace: { engine } } = openWorkspace();
    expect(placesMeant(engine, '公开03 9999999', 'T01')).toEqual([]);
  });
});
