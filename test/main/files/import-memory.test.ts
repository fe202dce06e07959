import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ImportMemory } from '../../../main/files/import-memory.ts';
import { temporaryFolder } from '../kept-documents.ts';
import { henan, income, open, templateFiles } from '../import/import-fixtures.ts';

const word = { table: '收入表', kind: 'column', text: '上级拨款', key: '2' } as const;

describe('what imports have learned', () => {
  it('is kept in the user’s folder: words taught, 科目 of accepted documents by year', async () => {
    const folder = await temporaryFolder();
    const sheets = { 收入: [...income, ['2059999', '从未见过的科目', 3, 3, 0, 0, 0, 0, 0]] };
    await new ImportMemory(folder).teach([word], []);
    await new ImportMemory(folder).accept((await open(sheets)).document, templateFiles);
    const learned = await new ImportMemory(folder).read();
    expect(learned).toEqual({ synonyms: [word], subjects: { years: { 2022: { functional: { 2059999: '从未见过的科目' }, economic: {} } } } });
    expect((await open(sheets, { ...henan, ...learned })).conflicts.map(({ kind }) => kind)).not.toContain('unknown-subject');
    expect((await open(sheets, { ...henan, ...learned, year: 2023 })).conflicts.map(({ kind }) => kind)).toContain('unknown-subject');
  });

  it('loses nothing of two lessons at the same time, and forgets what is taken back', async () => {
    const memory = new ImportMemory(await temporaryFolder());
    const other = { ...word, text: '专户资金', key: '7' };
    await Promise.all([memory.teach([word], []), memory.teach([other], [])]);
    expect((await memory.read()).synonyms).toEqual([word, other]);
    await memory.teach([], [word]);
    expect((await memory.read()).synonyms).toEqual([other]);
  });

  it('begins anew where its files are damaged', async () => {
    const folder = await temporaryFolder();
    for (const name of ['import-words.json', 'import-subjects.json']) await writeFile(join(folder, name), '{"synonyms":[{"table":7}]');
    expect(await new ImportMemory(folder).read()).toEqual({ synonyms: [], subjects: { years: {} } });
  });
});
