import { describe, expect, it } from 'vitest';
import type { Document } from '../../../shared/document/document.ts';
import type { ImportedWorkbook } from '../../../main/import/import-workbook.ts';
import { countyMutations } from './county-variants.ts';
import { figuresOf, imported, realFile } from './import-fixtures.ts';
import { officeMutations } from './office-variants.ts';
import { workbooks } from './published-workbooks.ts';
import { type Mutation, mutate, mutations, readBook, seeded, type Sheet, writeBook } from './variants.ts';

/** What must not change. In 元 the document is exact; figures are compared in 万元. */
function essence({ document }: ImportedWorkbook, chosen: readonly Mutation[]): unknown {
  const { precision, ...rest } = chosen.some(({ adds }) => adds === true) ? withoutAdded(document) : figuresOf(document);
  return chosen.some((mutation) => mutation.name === 'in 元') ? rest : { precision, ...rest };
}

/** The document without the columns and tables that the form does not have. */
function withoutAdded(document: Document): Omit<Document, 'source' | 'extraSheets'> {
  const { extraSheets: _extraSheets, ...own } = figuresOf(document);
  const tables = Object.entries(own.tables).map(([id, { extraColumns = {}, ...table }]) => {
    const isOwn = ([column]: readonly [string, unknown]): boolean => extraColumns[column] === undefined;
    return [id, { ...table, rows: table.rows.map((row) => ({ ...row, cells: Object.fromEntries(Object.entries(row.cells).filter(isOwn)) })) }] as const;
  });
  return { ...own, tables: Object.fromEntries(tables) };
}

async function expectSame(clean: ImportedWorkbook, book: readonly Sheet[], chosen: readonly Mutation[], file: string, bookType?: 'biff8' | 'ods' | 'xlsb' | 'xlml' | 'fods'): Promise<void> {
  const { template, year } = clean.document;
  const result = await imported(writeBook(mutate(book, chosen, 7), bookType, chosen), file, { unit: '万元', template, year });
  // A whole table that the set lacks is kept, and said to be no part of it.
  expect(result.unrecognised.filter((cell) => cell.isFigure && !cell.why.includes('照原样保留'))).toEqual([]);
  expect(essence(result, chosen)).toEqual(essence(clean, chosen));
}

/** Pairs that contradict each other: two units of the figures, a unit that only one of them rewrites, and titles that one moves where the other deletes them. */
const contradictions: readonly (readonly [RegExp, RegExp])[] = [
  [/^in /u, /^in |unit/u], [/^stored in/u, /^stored in/u],
  [/^titles as sheet names only$/u, /^sheets named|^titles spaced out$|above the title$/u],
];
const isPossible = ([first, second]: readonly [Mutation, Mutation]): boolean => !contradictions.some(([one, other]) => one.test(first.name) && other.test(second.name));

const all: readonly Mutation[] = [...mutations, ...officeMutations, ...countyMutations];
const pairsOf = (list: readonly Mutation[]): readonly (readonly [Mutation, Mutation])[] => list.flatMap((first, at) => list.slice(at + 1).map((second) => [first, second] as const)).filter(isPossible);

/** Pairs of the further variants that a run tries, chosen by seed; the official ones are tried all. `PAIRS=10000` takes every one. */
const SAMPLE = Number(process.env['PAIRS'] ?? 120);
const random = seeded(2022);
const sampled = pairsOf(all).filter(([, second]) => !mutations.includes(second)).map((pair) => ({ pair, at: random() })).sort((a, b) => a.at - b.at).slice(0, SAMPLE).map(({ pair }) => pair);

function named(name: string): Mutation {
  const mutation = all.find((candidate) => candidate.name === name);
  if (mutation === undefined) throw new Error(`no variant ${name}`);
  return mutation;
}

/** Pairs that each take a rule of their own. */
const hard = [
  ['one sheet a half', 'department, date and unit in one cell'],
  ['one sheet a half', 'titles as sheet names only'],
  ['text and notes around', 'pages below each other with 续表'],
  ['no 科目编码', 'names with the whole path'],
  ['department on the first table only', 'tables that the set does not have'],
  ['unit below the table', 'a sheet of working figures'],
  ['department, date and unit in one cell', 'unit below the table'],
  ['further words in headings', 'an empty column behind each'],
  ['headings spaced out', '栏次 with letters'],
  ['other words in headings', 'no row of 栏次'],
  ['栏次 with letters', 'last year, this year and growth'],
  ['an empty column behind each', 'last year, this year and growth'],
  ['headings spaced out', 'last year, this year and growth'],
].map((names) => ({ names, pair: names.map(named) }));

describe.each(workbooks)('variants of $file', ({ file, layout }) => {
  const book = readBook(realFile(file), layout);
  const clean = imported(realFile(file), file, { unit: '万元' });

  it.each(all)('$name', async (mutation) => {
    await expectSame(await clean, book, [mutation], file);
  });

  it.each(hard)('$names.0 and $names.1', async ({ pair }) => {
    await expectSame(await clean, book, pair, file);
  });

  it.each(['biff8', 'ods', 'xlsb', 'xlml', 'fods'] as const)('as %s', async (bookType) => {
    await expectSame(await clean, book, [], file, bookType);
  });

  it('in pairs', { timeout: 300_000 }, async () => {
    const failed: string[] = [];
    for (const pair of [...pairsOf(mutations), ...sampled]) {
      try {
        await expectSame(await clean, book, pair, file);
      } catch {
        failed.push(pair.map((mutation) => mutation.name).join(' + '));
      }
    }
    expect(failed).toEqual([]);
  });
});
