/** The check report as an outline, so that it is set by the same renderer as the report itself. */
import { chineseNumber } from '../narrative/glossary.ts';
import type { AuditColumn, AuditReport, AuditTable } from './audit-report.ts';
import type { LayoutColumn } from './layout.ts';
import { textCell } from './layout-cell.ts';
import type { ReportBlock, ReportOutline } from './outline.ts';
import type { PrintedTable } from './printed-table.ts';

/** Cover, contents, a part for each section; wide tables on landscape pages. */
export function auditOutline({ department, year, sections }: AuditReport): ReportOutline {
  const title = [`${year}年度部门决算`, '校验报告'];
  return {
    title: `${department}${title.join('')}`, department, year, cover: [...(department === '' ? [] : [department]), ...title], contentsTitle: '目录',
    parts: sections.map((section, at) => ({
      id: `part-${at + 1}`, title: `第${chineseNumber(at + 1)}部分 ${section.title}`,
      blocks: [
        ...section.sentences.map((sentence): ReportBlock => ({ kind: 'paragraph', runs: [{ kind: 'text', text: sentence }] })),
        ...section.tables.flatMap(blocksOf),
      ],
    })),
  };
}

function blocksOf(table: AuditTable): readonly ReportBlock[] {
  const { id, title, columns, rows, inText } = table;
  if (inText !== true) return [{ kind: 'table', id, table: printed(table) }];
  return [{ kind: 'heading', id, title, level: 1 }, { kind: 'listing', columns: columns.map((column) => column.title), rows }];
}

/** The forms' columns as which the report's are set. */
const KINDS = { text: 'name', word: 'code', amount: 'amount', count: 'amount' } as const satisfies Readonly<Record<AuditColumn['kind'], LayoutColumn['is']>>;

function printed({ id, title, columns, rows }: AuditTable): PrintedTable {
  return {
    id, title, mark: null, department: '', unit: '', orientation: 'portrait', flows: true,
    columns: columns.map(({ kind, width }, at): LayoutColumn => ({ is: KINDS[kind], key: String(at), block: 0, width })),
    header: [columns.map((column, at) => textCell('heading', column.title, at, 1, 1))],
    lines: rows.map((row) => columns.map(({ kind }, at) => textCell(KINDS[kind], row[at] ?? '', at, 1, 1))),
    notes: [],
  };
}
