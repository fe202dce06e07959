/** 上年 → 本年: a new year's document from last year's: the same rows, no figures, last year's tables and words kept for comparison. */
import { carriedTable } from '../template/evaluations.ts';
import type { Template } from '../template/template.ts';
import type { Document, ExtraSheet, RowData, TableData } from './document.ts';
import { isKeptText, isReason } from './text-keys.ts';

/**
 * The document for `year`, whose 上年 is `document`. 概况 and 名词解释 come along, and of a self-evaluation its indicators, targets and
 * weights; waivers, reasons and whatever else was said of last year's figures do not, but the words stay beside them, to be offered
 * again. `template` is the document's own set.
 */
export function rollDocument(document: Document, year: number, template: Template): Document {
  const { prior: _older, source: _source, texts, remarks: _remarks, extraSheets, ...rest } = document;
  const { evaluations } = document;
  const kept = textsWhere(texts, isKeptText);
  const left = textsWhere(texts, (key) => !isKeptText(key));
  const formOf = (id: string): string | undefined => evaluations?.find(({ table }) => table === id)?.form;
  const begun = (id: string, table: TableData): TableData => {
    const form = template.forms.find((candidate) => candidate.id === formOf(id));
    return form === undefined ? { rows: table.rows.map(emptied), ...(table.extraColumns === undefined ? {} : { extraColumns: table.extraColumns }) } : carriedTable(form, table);
  };
  return {
    ...rest, year, precision: 'exact', waivers: [],
    tables: Object.fromEntries(Object.entries(document.tables).map(([id, table]) => [id, begun(id, table)])),
    prior: { template: document.template, year: document.year, tables: document.tables, ...(evaluations === undefined ? {} : { evaluations }), ...(left === undefined ? {} : { texts: left }) },
    ...(kept === undefined ? {} : { texts: kept }), ...(extraSheets === undefined ? {} : { extraSheets: extraSheets.map(withoutFigures) }),
  };
}

/** What a rolled document has of last year, counted, for whoever rolls to say. */
export interface CarriedOver {
  /** 科目 rows whose figures are to be typed. */
  readonly subjects: number;
  readonly evaluations: number;
  /** Texts of 概况 and 名词解释. */
  readonly texts: number;
  /** Last year's reasons, to be offered again. */
  readonly reasons: number;
  /** Tables that no template knows: their words alone. */
  readonly extraSheets: number;
  /** Amounts of last year. */
  readonly figures: number;
}

/** Counts what `rollDocument` brought along. */
export function carriedOver({ tables, evaluations, texts, extraSheets, prior }: Document): CarriedOver {
  const rows = Object.values(tables).flatMap((table) => table.rows);
  return {
    subjects: rows.filter((row) => row.code !== undefined).length, evaluations: evaluations?.length ?? 0, extraSheets: extraSheets?.length ?? 0,
    texts: Object.keys(texts ?? {}).length, reasons: Object.keys(prior?.texts ?? {}).filter(isReason).length,
    figures: Object.values(prior?.tables ?? {}).flatMap((table) => table.rows.flatMap((row) => Object.values(row.cells))).filter((content) => typeof content === 'string' || 'declared' in content).length,
  };
}

function textsWhere(texts: Document['texts'], isWanted: (key: string) => boolean): Document['texts'] {
  const wanted = Object.entries(texts ?? {}).filter(([key]) => isWanted(key));
  return wanted.length === 0 ? undefined : Object.fromEntries(wanted);
}

/** A table that the template does not have goes on as an empty form. */
function withoutFigures(sheet: ExtraSheet): ExtraSheet {
  return { ...sheet, cells: Object.fromEntries(Object.entries(sheet.cells).filter(([, content]) => typeof content === 'string')) };
}

function emptied(row: RowData): RowData {
  return { ...row, cells: {} };
}
