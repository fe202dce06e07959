/** Chooses the template set by evidence: titles, marks, form wording, region and year of the workbook against each set's. */
import type { TableTemplate, Template } from '../../shared/template/template.ts';
import { readCaption, yearIn } from './recognise/captions.ts';
import { normalise } from './recognise/label-text.ts';
import { matchTitle, vocabularyOf } from './recognise/table-vocabulary.ts';
import type { SheetGrid } from './sheet-grid.ts';

/** How well a set fits, from 0 to 1, and what speaks for it. */
export interface TemplateScore {
  readonly id: string;
  readonly name: string;
  readonly score: number;
  readonly evidence: string;
}

interface WorkbookWords {
  /** Distinct texts, normalised. */
  readonly words: ReadonlySet<string>;
  readonly titles: readonly string[];
  readonly marks: ReadonlySet<number>;
  readonly years: ReadonlySet<number>;
}

/** The form's own words stand in the first of any number of rows. */
const MOST_ROWS = 2000;

const WEIGHTS = { titles: 0.45, marks: 0.15, words: 0.25, region: 0.05, year: 0.1 } as const;

/** Every set with its score, best first. Equal sets are told apart by the year that stands nearer. */
export function scoreTemplates(sheets: readonly SheetGrid[], templates: readonly Template[]): readonly TemplateScore[] {
  const book = readWords(sheets);
  return templates.map((template) => scoreTemplate(book, template)).sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1));
}

function scoreTemplate(book: WorkbookWords, template: Template): TemplateScore {
  const tables = template.tables.filter((table) => table.isPublished);
  const found = tables.filter((table) => titleShare(book, table) > 0);
  const titles = tables.reduce((sum, table) => sum + titleShare(book, table), 0) / Math.max(1, tables.length);
  const marks = markShare(book, tables);
  const words = [...new Set(tables.flatMap(formWords))];
  const known = words.filter((word) => book.words.has(word)).length / Math.max(1, words.length);
  const isHere = template.region !== '' && [...book.words].some((word) => word.includes(template.region));
  const years = [...book.years].map((year) => Math.max(0, 1 - Math.abs(year - template.year) / 10));
  const year = years.length === 0 ? 0.5 : Math.max(...years);
  const score = WEIGHTS.titles * titles + WEIGHTS.marks * marks + WEIGHTS.words * known + (isHere ? WEIGHTS.region : 0) + WEIGHTS.year * year;
  const evidence = `表名相符 ${found.length}/${tables.length}，表样用语相符 ${Math.round(known * 100)}%${isHere ? `，地区${template.region}` : ''}`;
  return { id: template.id, name: template.name, score: Math.round(score * 1000) / 1000, evidence };
}

function titleShare(book: WorkbookWords, table: TableTemplate): number {
  if (book.titles.some((title) => title.endsWith(normalise(table.title)) && matchTitle([table], title)?.score === 1)) return 1;
  return book.titles.some((title) => matchTitle([table], title) !== null) ? 0.6 : 0;
}

/** A set without marks fits a workbook without marks. */
function markShare(book: WorkbookWords, tables: readonly TableTemplate[]): number {
  const wanted = tables.flatMap((table) => (table.mark === null ? [] : [Number(/\d+/u.exec(table.mark)?.[0])]));
  if (wanted.length === 0) return book.marks.size === 0 ? 1 : 0;
  return wanted.filter((mark) => book.marks.has(mark)).length / wanted.length;
}

function formWords(table: TableTemplate): readonly string[] {
  const { headings, rows } = vocabularyOf(table);
  return [...headings, ...rows.keys()].filter((word) => word !== '');
}

function readWords(sheets: readonly SheetGrid[]): WorkbookWords {
  const words = new Set<string>();
  for (const sheet of sheets) {
    words.add(normalise(sheet.name));
    for (const row of sheet.rows.slice(0, MOST_ROWS)) for (const cell of row.cells) if (cell.number === null && cell.text.length < 80) words.add(normalise(cell.text));
  }
  const titles = [...words].filter((word) => /表(?:\(.*\))?(?:续表?|\(续\))?$/u.test(word) && word.length <= 60);
  const marks = new Set([...words].flatMap((word) => (word.includes('公开') ? (readCaption(word).mark ?? []) : [])));
  const years = new Set([...words].flatMap((word) => (word.includes('年') && word.length < 40 ? (yearIn(word) ?? []) : [])));
  return { words, titles, marks, years };
}
