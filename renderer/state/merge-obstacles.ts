/** What keeps files of units from being added up, and what should be looked at before they are. */
import type { Document } from '../../shared/document/document.ts';
import { mergeConflict, type MergeTrait } from '../../shared/document/merge-words.ts';
import type { UnitFile } from './merge-board.ts';

const STEPS: Readonly<Record<MergeTrait, string>> = {
  模板: '可在“核对…”中改用同一套模板，或不计入它', 年度: '请换成同一年度的文件，或不计入它', 单位: '请换成单位相同的文件，或不计入它',
};

/** Why files that are counted in can't be, by the file's id. Most files are right: one that differs is measured by what the most agree on. */
export function obstaclesOf(units: readonly UnitFile[]): ReadonlyMap<string, string> {
  const counted = units.flatMap((unit) => (unit.isIn && unit.document !== null ? [{ id: unit.id, document: unit.document }] : []));
  const usual = usualOf(counted.map(({ document }) => document));
  const found = new Map<string, string>();
  for (const { id, document } of counted) {
    const conflict = usual === null ? null : mergeConflict(usual, document);
    if (conflict !== null) found.set(id, `${conflict.trait}是 ${conflict.own}，其他文件是 ${conflict.others}，不能汇总。${STEPS[conflict.trait]}`);
  }
  return found;
}

/** The document that agrees with the most; the first of these. */
function usualOf(documents: readonly Document[]): Document | null {
  let usual: Document | null = null;
  let most = 0;
  for (const document of documents) {
    const agreeing = documents.filter((other) => mergeConflict(document, other) === null).length;
    if (agreeing > most) [usual, most] = [document, agreeing];
  }
  return usual;
}

/** What does not stand in the way but may be a mistake: a department counted twice, cells that found no place. */
export function doubtOf(unit: UnitFile, units: readonly UnitFile[]): string {
  if (unit.document === null) return '';
  const { department, year } = unit.document;
  const twin = department === '' ? undefined : units.find((other) => other.id !== unit.id && other.isIn && other.document?.department === department && other.document.year === year);
  return twin === undefined || !unit.isIn ? '' : `与“${twin.file}”是同一个部门，请核对是否重复`;
}

/** Cells of a workbook that found no place. */
export function lostCells({ review }: UnitFile): number {
  return review === null ? 0 : review.unplaced.length + review.tables.reduce((sum, table) => sum + table.unrecognised.length, 0);
}
