/** The JSON of `check` and `import`: the command line's contract, one object a file. Amounts are decimal strings in the document's unit. */
import { Causes } from '../../shared/check/cause.ts';
import type { Coverage, Finding } from '../../shared/check/finding.ts';
import type { CellRef } from '../../shared/document/document.ts';
import type { FigureCoverage } from '../../shared/narrative/open-figures.ts';
import type { Unrecognised } from '../import/recognise/ledger.ts';
import type { OpenedInput } from './open-input.ts';

export interface FileReport {
  readonly file: string;
  readonly template: string;
  readonly department: string;
  readonly year: number;
  readonly unit: string;
  readonly tables: readonly unknown[];
  readonly unplaced: readonly unknown[];
  readonly findings: readonly unknown[];
  readonly coverage: Coverage;
  /** Figures of the report's text, where one was checked: how many, how many were compared, and each of the others. */
  readonly figures?: object;
}

/** The report of one file. */
export function fileReport(input: OpenedInput, findings: readonly Finding[], coverage: Coverage, figures: FigureCoverage | null = null): FileReport {
  const { document, tables, unplaced, file } = input;
  const causes = new Causes(input.engine);
  return {
    file, template: document.template, department: document.department, year: document.year, unit: document.unit,
    tables: tables.map(({ id, title, sheet, rows, cells, unrecognised }) => ({ id, title, sheet, rows, cells, unrecognised: unrecognised.map(unrecognisedCell) })),
    unplaced: unplaced.map(unrecognisedCell),
    findings: findings.map((finding) => findingJson(input, finding, causes)),
    coverage, ...(figures === null ? {} : { figures: figuresJson(figures) }),
  };
}

function figuresJson({ all, compared, open }: FigureCoverage): object {
  return { all, compared, open: open.map(({ text, why, place }) => ({ text, why, section: place.section, address: `${place.line}:${place.column}`, quote: place.quote })) };
}

function unrecognisedCell({ sheet, address, text, why }: Unrecognised): object {
  return { sheet, address, text, why };
}

function findingJson(input: OpenedInput, finding: Finding, causes: Causes): object {
  const { rule, severity, table, message, expected, actual, difference, waiver, place } = finding;
  return {
    rule, severity, table, message,
    cells: [...(place === undefined ? [] : [{ table, row: place.section, column: '', address: `${place.line}:${place.column}` }]), ...finding.cells.map((ref) => cellJson(input, ref))],
    expected, actual, difference, cause: causes.of(finding),
    ...(waiver === null ? {} : { waived: { kind: waiver.kind, reason: waiver.reason } }),
  };
}

function cellJson({ addressOf }: OpenedInput, ref: CellRef): object {
  return { table: ref.table, row: ref.row, column: ref.column, address: addressOf(ref) };
}
