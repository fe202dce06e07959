/** 上年 → 本年: a new year's document from last year's: the same rows, no figures, last year's tables kept for comparison. */
import type { Document, RowData } from './document.ts';

/** The document for `year`, whose 上年 is `document`. Waivers and texts belonged to last year's figures and do not come along. */
export function rollDocument(document: Document, year: number): Document {
  const { prior: _older, source: _source, texts: _texts, ...kept } = document;
  return {
    ...kept, year, precision: 'exact', waivers: [],
    tables: Object.fromEntries(Object.entries(document.tables).map(([id, table]) => [id, { rows: table.rows.map(emptied) }])),
    prior: { template: document.template, year: document.year, tables: document.tables },
  };
}

function emptied(row: RowData): RowData {
  return { ...row, cells: {} };
}
