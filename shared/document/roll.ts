/** 上年 → 本年: a new year's document from last year's: the same rows, no figures, last year's tables kept for comparison. */
import { carriedTable } from '../template/evaluations.ts';
import type { Template } from '../template/template.ts';
import type { Document, RowData, TableData } from './document.ts';

/**
 * The document for `year`, whose 上年 is `document`. Waivers and texts belonged to last year's figures and do not come along; of a
 * self-evaluation its indicators, targets and weights do. `template` is the document's own set.
 */
export function rollDocument(document: Document, year: number, template: Template): Document {
  const { prior: _older, source: _source, texts: _texts, remarks: _remarks, ...kept } = document;
  const { evaluations } = document;
  const formOf = (id: string): string | undefined => evaluations?.find(({ table }) => table === id)?.form;
  const begun = (id: string, table: TableData): TableData => {
    const form = template.forms.find((candidate) => candidate.id === formOf(id));
    return form === undefined ? { rows: table.rows.map(emptied) } : carriedTable(form, table);
  };
  return {
    ...kept, year, precision: 'exact', waivers: [],
    tables: Object.fromEntries(Object.entries(document.tables).map(([id, table]) => [id, begun(id, table)])),
    prior: { template: document.template, year: document.year, tables: document.tables, ...(evaluations === undefined ? {} : { evaluations }) },
  };
}

function emptied(row: RowData): RowData {
  return { ...row, cells: {} };
}
