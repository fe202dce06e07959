import { describe, expect, it } from 'vitest';
import type { ImportedWorkbook, ImportOptions } from '../../../main/import/import-workbook.ts';
import { figuresOf, imported, realFile } from './import-fixtures.ts';
import { type Mutation, mutate, mutations, readBook, type Sheet, writeBook } from './variants.ts';

const workbooks = [
  {
    file: 'beiguan-2022.xlsx',
    layout: [
      { head: 3, from: 6, roles: 'nlanla' }, { head: 3, from: 6, roles: 'cnaaaaaaa' }, { head: 3, from: 6, roles: 'cnaaaaaa' }, { head: 3, from: 6, roles: 'nlanlaaaa' }, { head: 3, from: 6, roles: 'cnaaa' },
      { head: 3, from: 4, roles: 'cnacnacna' }, { head: 3, from: 6, roles: 'cnaaaaaa' }, { head: 3, from: 6, roles: 'cnaaa' }, { head: 3, from: 7, roles: 'aaaaaaaaaaaa' },
    ],
  },
  {
    file: 'shanghai-shegongbu-2024.xlsx',
    layout: [
      { head: 2, from: 4, roles: 'nana' }, { head: 2, from: 4, roles: 'cnaaaaaaa' }, { head: 2, from: 4, roles: 'cnaaaaaa' }, { head: 2, from: 4, roles: 'nanaaaa' }, { head: 2, from: 4, roles: 'cnaaa' },
      { head: 2, from: 3, roles: 'cnacna' }, { head: 2, from: 6, roles: 'aaaaaaaaaaaa' }, { head: 2, from: 5, roles: 'cnaaaaaa' }, { head: 2, from: 5, roles: 'cnaaaaaa' },
    ],
  },
];

/** What must not change. In 元 the document is exact; figures are compared in 万元. */
function essence({ document }: ImportedWorkbook, chosen: readonly Mutation[]): unknown {
  const { precision, ...rest } = figuresOf(document);
  return chosen.some((mutation) => mutation.name === 'in 元') ? rest : { precision, ...rest };
}

const options = { unit: '万元' } as const satisfies ImportOptions;

async function expectSame(clean: ImportedWorkbook, book: readonly Sheet[], chosen: readonly Mutation[], file: string, bookType?: 'biff8' | 'ods'): Promise<void> {
  const result = await imported(writeBook(mutate(book, chosen, 7), bookType), file, { ...options, template: clean.document.template });
  expect(result.unrecognised.filter((cell) => cell.isFigure)).toEqual([]);
  expect(essence(result, chosen)).toEqual(essence(clean, chosen));
}

describe.each(workbooks)('variants of $file', ({ file, layout }) => {
  const book = readBook(realFile(file), layout);
  const clean = imported(realFile(file), file, options);

  it.each(mutations)('$name', async (mutation) => {
    await expectSame(await clean, book, [mutation], file);
  });

  it.each(['biff8', 'ods'] as const)('as %s', async (bookType) => {
    await expectSame(await clean, book, [], file, bookType);
  });

  const pairs = mutations.flatMap((first, at) => mutations.slice(at + 1).map((second) => [first, second] as const)).filter(([first, second]) => !(first.name.startsWith('in ') && second.name.startsWith('in ')));

  it('in pairs', { timeout: 300_000 }, async () => {
    const failed: string[] = [];
    for (const pair of pairs) {
      try {
        await expectSame(await clean, book, pair, file);
      } catch {
        failed.push(pair.map((mutation) => mutation.name).join(' + '));
      }
    }
    expect(failed).toEqual([]);
  });
});
