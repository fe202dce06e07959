/**
 * Finds self-evaluations in a workbook before its tables are looked for: a title that ends in 自评表 with 分值 and 得分 below it, on a
 * sheet of its own or under other tables. What is found is taken out of the sheets.
 */
import { formTitle } from '../../../shared/template/evaluations.ts';
import type { TableTemplate, Template } from '../../../shared/template/template.ts';
import { normalise } from '../recognise/label-text.ts';
import type { GridRow, SheetGrid } from '../sheet-grid.ts';

/** A self-evaluation's part of a sheet, its title first, and the form that it fills in. */
export interface EvaluationPart {
  readonly sheet: SheetGrid;
  readonly title: string;
  readonly form: TableTemplate;
  readonly rows: readonly GridRow[];
}

/** A title stands this near above the headings, and is no longer than this. */
const NEAR = 45;
const LONGEST_TITLE = 80;

/** The self-evaluations of a workbook in their order, and the sheets without them. */
export function takeEvaluations(sheets: readonly SheetGrid[], { forms }: Template): { readonly parts: readonly EvaluationPart[]; readonly others: readonly SheetGrid[] } {
  if (forms.length === 0) return { parts: [], others: sheets };
  const parts: EvaluationPart[] = [];
  const others = sheets.flatMap((sheet): readonly SheetGrid[] => {
    const starts = sheet.rows.flatMap((row, at) => {
      const title = titleIn(row);
      return title !== null && hasScores(sheet.rows.slice(at + 1, at + NEAR)) ? [{ at, title, form: formOf(title, forms) }] : [];
    });
    if (starts.length === 0) return [sheet];
    const left = sheet.rows.slice(0, starts[0]?.at);
    starts.forEach(({ at, title, form }, index) => {
      const rows = sheet.rows.slice(at, starts[index + 1]?.at);
      if (form === null) left.push(...rows);
      else parts.push({ sheet, title, form, rows });
    });
    return left.length === 0 ? [] : [{ ...sheet, rows: left }];
  });
  return { parts, others };
}

function titleIn({ cells: [only, ...more] }: GridRow): string | null {
  if (only === undefined || more.length > 1) return null;
  const title = only.text.replace(/[\s\u3000]/gu, '').replace(/[(（]20\d\d年度?[)）]$/u, '');
  return title.length <= LONGEST_TITLE && /自评(?:价)?表$/u.test(title) ? title : null;
}

function hasScores(rows: readonly GridRow[]): boolean {
  const words = new Set(rows.flatMap((row) => row.cells.map((cell) => normalise(cell.text).replace(/\(.*\)$/u, ''))));
  return words.has('分值') && words.has('得分');
}

/** By the form's names; else 整体 is the department's. */
function formOf(title: string, forms: readonly TableTemplate[]): TableTemplate | null {
  const flat = normalise(title);
  const named = forms.find((form) => [formTitle(form), ...form.aliases].some((name) => flat.endsWith(normalise(name))));
  return named ?? forms.find(({ repeats }) => repeats !== /整体/u.test(title)) ?? null;
}
