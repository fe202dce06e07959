/**
 * 财决 exports give 基本支出 as a matrix: a line a 功能分类, a column an 经济分类 (Z08_1). The public form lists the 经济分类 with
 * their totals, so the columns' headings are its rows and the line 合计 holds its figures.
 */
import type { TableTemplate, Template } from '../../../shared/template/template.ts';
import type { GridCell, GridRow } from '../sheet-grid.ts';
import { bareLabel, normalise } from './label-text.ts';
import type { AmountColumn, Panel } from './match-columns.ts';
import type { PrintedRow } from './read-rows.ts';

/** Fewer headings than these may be named like a 科目 by chance. */
const LEAST_SUBJECTS = 5;

export interface Matrix {
  /** The 科目 that each column is. */
  readonly codes: ReadonlyMap<AmountColumn, string>;
  readonly names: ReadonlyMap<string, string>;
  /** The form's one amount column. */
  readonly column: string;
}

/** The matrix that these headings are; null for every other layout. */
export function asMatrix(panels: readonly Panel[], table: TableTemplate, template: Template): Matrix | null {
  const [panel, ...others] = panels;
  const column = table.columns[0]?.key;
  if (table.subjects === null || table.columns.length !== 1 || panel === undefined || others.length > 0 || column === undefined) return null;
  const names = new Map([...template.subjects[table.subjects.list], ...table.subjects.preset.map(({ code, name }) => [code, name] as const)]);
  const codes = new Map(panel.amounts.flatMap((amount) => {
    const code = codeOf(amount.path, names);
    return code === null ? [] : [[amount, code] as const];
  }));
  return codes.size >= LEAST_SUBJECTS ? { codes, names, column } : null;
}

/** 类 by its name and 小计, 款 by its name below its 类. */
function codeOf(path: readonly string[], names: ReadonlyMap<string, string>): string | null {
  const [top = '', leaf = ''] = [path.at(-2), path.at(-1)].map((text) => bareLabel(text ?? ''));
  const named = (text: string, length: number, prefix: string): string | null => [...names].find(([code, name]) => code.length === length && code.startsWith(prefix) && normalise(name) === text)?.[0] ?? null;
  const above = named(top, 3, '');
  if (above !== null && /^(?:小计|合计)$/u.test(leaf)) return above;
  return (above === null ? named(leaf, 3, '') : null) ?? named(leaf, 5, above ?? '');
}

/** The form's rows from the line 合计; null for the other lines, whose figures the form does not have. */
export function readMatrixLine(row: GridRow, panel: Panel, matrix: Matrix): readonly PrintedRow[] | null {
  const cells = new Map(row.cells.map((cell) => [cell.column, cell]));
  const labels = panel.labels.flatMap(({ column }): GridCell[] => {
    const cell = cells.get(column);
    return cell === undefined ? [] : [cell];
  });
  if (!labels.some((cell) => bareLabel(cell.text) === '合计')) return null;
  const lines = [...matrix.codes].map(([amount, code], at): PrintedRow => {
    const cell = cells.get(amount.column) ?? null;
    return {
      identity: { key: code, code, name: matrix.names.get(code) ?? null, fixed: null, isKnown: true },
      cells: [{ key: matrix.column, path: amount.path, cell, row: row.row, column: amount.column }],
      labels: at === 0 ? labels.map((label) => ({ cell: label, as: 'label' as const })) : [],
    };
  });
  return lines;
}
