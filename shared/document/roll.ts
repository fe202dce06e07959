/** 上年 → 本年: a new year's document from last year's: the same rows, no figures, last year's tables and words kept for comparison. */
import { carriedTable } from '../template/evaluations.ts';
import type { Template } from '../template/template.ts';
import type { Document, ExtraSheet, RowData, TableData } from './document.ts';
import { isKeptText } from './text-keys.ts';

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
