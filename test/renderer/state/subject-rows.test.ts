import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { only } from '../../../renderer/grid/selection.ts';
import { deleteEdits, insertEdits, isSubjectMeant, knownSubjects, moveSubject, refusedCode, selectedSubjects } from '../../../renderer/state/subject-rows.ts';
import { serialise } from '../../../shared/document/file.ts';
import type { TableTemplate } from '../../../shared/template/template.ts';
import { HENAN } from '../../fixtures/sample-document.ts';
import { openWorkspace } from '../open-workspace.ts';

function table(id: string): TableTemplate {
  const found = HENAN.tables.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no table ${id}`);
  return found;
}

const T05 = table('T05');

describe('inserting a 科目', () => {
  it('puts it in the order of the codes with the 类 and 款 above it, here and in the tables that follow; one undo takes all back', () => {
    const { workspace, state } = openWorkspace();
    const before = serialise(workspace.snapshot().document);
    workspace.carryOut('插入', insertEdits(workspace.engine, T05, { code: '2120803', name: '城市建设支出' }));
    const rows = (id: string) => workspace.snapshot().document.tables[id]?.rows.map((row) => row.key) ?? [];
    const keys = rows('T05').filter((key) => key.startsWith('212'));
    expect(keys).toEqual(['212', '21208', '2120803']);
    expect(rows('T05').indexOf('212')).toBe(rows('T05').findIndex((key) => /^\d+$/u.test(key) && key > '2129') - 3);
    expect(rows('S02')).toContain('2120803');
    expect(workspace.snapshot().review.findings.filter((finding) => finding.rule === 'A24' && finding.message.includes('上级科目'))).toEqual([]);
    state.undo();
    expect(serialise(workspace.snapshot().document)).toBe(before);
  });

  it('refuses codes of a wrong length and codes that are there', () => {
    const { workspace } = openWorkspace();
    expect(refusedCode(workspace.engine, T05, '20603')).toContain('已在表中');
    expect(refusedCode(workspace.engine, T05, '2060')).toContain('7 位');
    expect(refusedCode(workspace.engine, T05, '2060301')).toBeNull();
    expect(refusedCode(workspace.engine, table('T01'), '201')).toContain('没有科目行');
  });

  it.each(['2060302', '20603', '公益', 'shgyyj', 'shgy'])('finds 社会公益研究 by %s', (wanted) => {
    const { workspace } = openWorkspace();
    const initials = (name: string): string => pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase();
    const found = knownSubjects(workspace.engine, T05).filter((subject) => isSubjectMeant(subject, initials(subject.name), wanted));
    expect(found).toContainEqual({ code: '2060302', name: '社会公益研究' });
    expect(found.length).toBeLessThan(10);
  });
});

describe('科目 that imports have brought', () => {
  const learned = { years: { 2022: { functional: { 2069901: '从前导入的科目', 20698: '从前导入的款' }, economic: {} }, 2021: { functional: { 2069902: '往年的科目' }, economic: {} } } };

  it('are offered in documents of their year, below the names of the set', () => {
    const { workspace } = openWorkspace();
    const names = new Map(knownSubjects(workspace.engine, T05, { years: { 2022: { ...learned.years[2022], functional: { ...learned.years[2022].functional, 2060302: '改过的名称' } } } }).map(({ code, name }) => [code, name]));
    expect([names.get('2069901'), names.get('2060302')]).toEqual(['从前导入的科目', '社会公益研究']);
    expect(knownSubjects(workspace.engine, T05, learned).some(({ code }) => code === '2069902')).toBe(false);
  });

  it('name the levels above a 科目 that is inserted', () => {
    const { workspace } = openWorkspace();
    const edits = insertEdits(workspace.engine, T05, { code: '2069801', name: '新科目' }, learned);
    expect(edits).toContainEqual(expect.objectContaining({ kind: 'insert-row', table: 'T05', row: { key: '20698', code: '20698', name: '从前导入的款', cells: {} } }));
  });
});

describe('科目 rows', () => {
  it('are deleted with all below them, and come back with their figures', () => {
    const { workspace, state, sheet } = openWorkspace();
    const grid = sheet('T05');
    const spot = grid.spotOf({ table: 'T05', row: '20603', column: '3' });
    if (spot === null) throw new Error('no row 20603');
    grid.select(only(spot));
    const keys = selectedSubjects(state, grid);
    expect(keys).toEqual(['20603', '2060302', '2060399']);
    const before = serialise(workspace.snapshot().document);
    workspace.carryOut('删除', deleteEdits(workspace.engine, 'T05', keys));
    expect(workspace.engine.value({ table: 'T05', row: '206', column: '3' })?.toString()).toBe('870.49');
    state.undo();
    expect(serialise(workspace.snapshot().document)).toBe(before);
  });

  it('move with all below them over their neighbour', () => {
    const { workspace, state, sheet } = openWorkspace();
    const grid = sheet('T05');
    const order = () => grid.content.rows.map((row) => row.id).slice(1, 8);
    const before = order();
    expect(before).toEqual(['206', '20603', '2060302', '2060399', '20604', '2060499', '20699']);
    const spot = grid.spotOf({ table: 'T05', row: '20604', column: '3' });
    if (spot === null) throw new Error('no row 20604');
    grid.select(only(spot));
    moveSubject(state, grid, 'up');
    expect(order()).toEqual(['206', '20604', '2060499', '20603', '2060302', '2060399', '20699']);
    expect(grid.selection().active.row).toBe(2);
    moveSubject(state, grid, 'down');
    expect(order()).toEqual(before);
    expect(workspace.snapshot().labels.undo).toBe('下移科目');
  });

  it('fold, and open again for a cell that is to be shown', () => {
    const { sheet } = openWorkspace();
    const grid = sheet('T05');
    const all = grid.content.rows.length;
    grid.toggleFold('206');
    expect(grid.content.rows.map((row) => row.id)).not.toContain('20603');
    expect(grid.content.rows.find((row) => row.id === '206')?.fold).toBe('closed');
    grid.foldAll(true);
    expect(grid.content.rows.length).toBeLessThan(8);
    expect(grid.spotOf({ table: 'T05', row: '2060302', column: '3' })).not.toBeNull();
    expect(grid.content.rows.map((row) => row.id)).toContain('2060302');
    grid.foldAll(false);
    expect(grid.content.rows.length).toBe(all);
  });
});
