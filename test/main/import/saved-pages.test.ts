/** What systems hand out as .xls without its being one: web pages, pages saved as one file, text in every encoding. */
import { describe, expect, it } from 'vitest';
import { importBounded } from '../../../main/import/import-client.ts';
import { isHeavy } from '../../../main/import/inspect-file.ts';
import { figuresOf, imported, realFile, templateFiles, templates } from './import-fixtures.ts';
import { workbooks } from './published-workbooks.ts';
import { readBook, type Sheet, type Value } from './variants.ts';

const shown = (value: Value): string => String(value ?? '');
const escaped = (value: Value): string => (value === null ? '&nbsp;' : shown(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>'));

/** A sheet as Excel and the systems' own report servers write it: merged cells span, numbers stand beside their text. */
function tableOf({ rows, merges }: Sheet): string {
  const at = (row: number, column: number): string => `${row},${column}`;
  const spans = new Map(merges.map(({ s, e }) => [at(s.r, s.c), ` colspan=${e.c - s.c + 1} rowspan=${e.r - s.r + 1}`]));
  const covered = new Set(merges.flatMap(({ s, e }) => Array.from({ length: e.r - s.r + 1 }, (_row, down) => Array.from({ length: e.c - s.c + 1 }, (_cell, right) => at(s.r + down, s.c + right)))).flat().filter((cell) => !spans.has(cell)));
  const cell = (value: Value, row: number, column: number): string => (covered.has(at(row, column)) ? '' : `<td class=xl65${spans.get(at(row, column)) ?? ''}${typeof value === 'number' ? ` x:num="${value}"` : ''}>${escaped(value)}</td>`);
  return `<table>${rows.map((row, r) => `<tr>${row.map((value, column) => cell(value, r, column)).join('')}</tr>`).join('\n')}</table>`;
}

const page = (book: readonly Sheet[], style = ''): string => `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=utf-8><style>${style}</style></head><body>${book.map(tableOf).join('<br>')}</body></html>`;
const separated = (book: readonly Sheet[], mark: string, field: (text: string) => string): string => book.map(({ rows }) => rows.map((row) => row.map((value) => field(shown(value))).join(mark)).join('\r\n')).join('\r\n\r\n');
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const flat = (text: string): string => text.replace(/\s/gu, ' ');

function savedPage(html: string, encoding: 'base64' | 'quoted-printable'): Buffer {
  const body = encoding === 'base64' ? Buffer.from(html).toString('base64').replace(/.{76}/gu, '$&\r\n') : [...Buffer.from(html)].map((byte, at) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}${at % 20 === 19 ? '=\r\n' : ''}`).join('');
  return Buffer.from(`From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_b"\r\n\r\n------=_b\r\nContent-Type: text/css\r\n\r\na{}\r\n------=_b\r\nContent-Location: a.htm\r\nContent-Transfer-Encoding: ${encoding}\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n${body}\r\n------=_b--\r\n`);
}

describe.each(workbooks)('$file as it is handed out', ({ file, layout }) => {
  const book = readBook(realFile(file), layout);
  const clean = imported(realFile(file), file, { unit: '万元' });

  it.each<readonly [string, string, () => Buffer]>([
    ['a page named .xls', '表.xls', () => Buffer.from(page(book))],
    ['a page behind long styles', '表.xls', () => Buffer.from(page(book, '.xl65{mso-style-parent:style0;}\n'.repeat(600)))],
    ['a page in UTF-16', '表.xls', () => Buffer.from(`\ufeff${page(book)}`, 'utf16le')],
    ['a page saved as one file', '表.xls', () => savedPage(page(book), 'base64')],
    ['a page saved as one file, letter by letter', '表.mht', () => savedPage(page(book), 'quoted-printable')],
    ['tabs in UTF-16, big-endian', '表.txt', () => Buffer.from(`\ufeff${separated(book, '\t', flat)}`, 'utf16le').swap16()],
    ['semicolons', '表.csv', () => Buffer.from(separated(book, ';', quoted))],
    ['codes kept from being numbers', '表.csv', () => Buffer.from(separated(book, ',', (text) => (/^\d+$/u.test(text) ? `"=""${text}"""` : quoted(text))))],
  ])('%s', async (_what, name, bytes) => {
    const { document } = await clean;
    const result = await imported(bytes(), name, { unit: '万元', template: document.template, year: document.year });
    expect(result.unrecognised.filter(({ isFigure }) => isFigure)).toEqual([]);
    expect(figuresOf(result.document)).toEqual(figuresOf(document));
  });
});

describe('what may take long', () => {
  it('is read in a thread of its own, with the same result', async () => {
    const [first] = workbooks;
    const bytes = Buffer.from(page(readBook(realFile(first?.file ?? ''), first?.layout ?? [])));
    const outcome = await importBounded({ bytes, fileName: '表.xls', templates: templateFiles, options: {} }, () => templates);
    const here = await imported(bytes, '表.xls');
    expect(outcome.ok && figuresOf(outcome.value.document)).toEqual(figuresOf(here.document));
    const ref = { table: 'T02', row: '2060302', column: '2' };
    expect([outcome.ok && outcome.value.addressOf(ref), here.addressOf(ref)]).toEqual([expect.stringMatching(/!D/u), here.addressOf(ref)]);
  });

  it('is told by what a file is and by its size', () => {
    const long = 'a,b\n'.repeat(300_000);
    expect([realFile('beiguan-2022.xlsx'), realFile('beiguan-2022.xls'), Buffer.from('甲,1\n'), Buffer.from(long), Buffer.from('\n<html>'), Buffer.from('MIME-Version: 1.0'), Buffer.alloc(2 ** 23)].map(isHeavy)).toEqual([false, false, false, true, true, true, true]);
  });

  it('a quote that is never closed is a letter', async () => {
    const result = await imported(Buffer.from('收入决算表\n单位：万元\n科目编码,科目名称,本年收入合计,财政拨款收入\n205,"教育支出,10,10\n'), '表.csv', { template: 'henan-2022' });
    expect(result.document.tables.T02?.rows.find(({ key }) => key === '205')).toMatchObject({ cells: { 2: '10' } });
  });
});
