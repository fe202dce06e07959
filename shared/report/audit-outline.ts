/** The check report as an outline, so that it is set by the same renderer as the report itself. */
import type { AuditReport, AuditTable } from './audit-report.ts';
import type { LayoutColumn } from './layout.ts';
import type { ReportBlock, ReportOutline } from './outline.ts';
import type { PrintedCell, PrintedTable } from './printed-table.ts';

const ORDINALS = ['一', '二', '三', '四', '五', '六'];

/** Cover, contents, a part for each section; wide tables on landscape pages. */
export function auditOutline({ department, year, sections }: AuditReport): ReportOutline {
  const title = [`${year}年度部门决算`, '校验报告'];
  return {
    title: `${department}${title.join('')}`, department, year, cover: [...(department === '' ? [] : [department]), ...title], contentsTitle: '目录',
    parts: sections.map((section, at) => ({
      id: `part-${at + 1}`, title: `第${ORDINALS[at] ?? String(at + 1)}部分 ${section.title}`,
      blocks: [
        ...section.sentences.map((sentence): ReportBlock => ({ kind: 'paragraph', runs: [{ kind: 'text', text: sentence }] })),
        ...section.tables.map((table): ReportBlock => ({ kind: 'table', id: table.id, table: printed(table) })),
      ],
    })),
  };
}

function printed({ id, title, columns, rows }: AuditTable): PrintedTable {
  return {
    id, title, mark: null, department: '', unit: '', orientation: 'landscape',
    columns: columns.map(({ kind, width }, at): LayoutColumn => ({ is: kind === 'text' ? 'name' : kind === 'word' ? 'code' : 'amount', key: String(at), block: 0, width })),
    header: [columns.map((column, at) => cell('heading', column.title, at))],
    lines: rows.map((row) => columns.map(({ kind }, at) => cell(kind === 'text' ? 'name' : kind === 'word' ? 'code' : 'amount', row[at] ?? '', at))),
    notes: [],
  };
}

function cell(kind: PrintedCell['kind'], text: string, column: number): PrintedCell {
  return { kind, text, ref: null, column, colSpan: 1, rowSpan: 1, indent: 0, isTotal: false, format: 'amount' };
}
