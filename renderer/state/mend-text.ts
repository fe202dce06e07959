/** Puts the right figure into the document's own words: live where one says the same, so that it will not go wrong again. */
import { decimal, roundHalfUp } from '../../shared/amount/amount.ts';
import type { Finding } from '../../shared/check/finding.ts';
import type { Engine } from '../../shared/formula/engine.ts';
import { parseExpression } from '../../shared/formula/parse.ts';
import { query } from '../../shared/formula/query.ts';
import { FormulaSyntaxError } from '../../shared/formula/syntax.ts';
import { isAmount } from '../../shared/formula/value.ts';
import type { ReportTexts } from '../../shared/narrative/report-texts.ts';
import { figuresOf, placesOfNumber } from '../../shared/narrative/right-words.ts';
import type { WrittenParagraph } from '../../shared/narrative/write.ts';

/** What the button says, and the paragraph in the sentence language. */
export interface TextMend {
  readonly label: string;
  readonly paragraph: string;
  readonly words: string;
}

/** The paragraph with the right figure; null where the words are not the user's own, or the figure stands there more than once. */
export function textMend(engine: Engine, texts: ReportTexts, finding: Finding): TextMend | null {
  const figures = figuresOf(finding);
  const paragraph = ownParagraph(texts, finding);
  if (figures === null || paragraph === null) return null;
  const slots = paragraph.runs.flatMap((run, at) => (run.kind === 'text' && run.source === undefined ? placesOfNumber(run.text, figures.wrong).map((place) => ({ run: at, text: run.text, ...place })) : []));
  const [slot] = slots;
  if (slot === undefined || slots.length > 1) return null;
  const live = ofTemplate(paragraph, figures.right, slot.isPercent) ?? (slot.isPercent ? null : ofCell(engine, finding, figures.right));
  const rest = slot.text.slice(slot.end);
  const put = `${slot.text.slice(0, slot.at)}${live ?? figures.right}${live !== null && slot.isPercent ? rest.replace(/^\s*[%％]/u, '') : rest}`;
  const words = paragraph.runs.map((run, at) => (at === slot.run ? put : (run.source ?? run.text))).join('');
  return { label: `改为 ${figures.right}${slot.isPercent ? '%' : ''}${live === null ? '' : '（随表更新）'}`, paragraph: paragraph.key, words };
}

function ownParagraph(texts: ReportTexts, { place }: Finding): WrittenParagraph | null {
  if (place?.part !== 'overview' && place?.part !== 'narrative') return null;
  const found = texts[place.part].flatMap(({ paragraphs }) => paragraphs).find(({ key }) => key === place.paragraph);
  return found?.state === 'rewritten' || found?.state === 'added' ? found : null;
}

/** The figure that the template would print here and that says the same. */
function ofTemplate({ template }: WrittenParagraph, right: string, isPercent: boolean): string | null {
  const found = template.find((run) => run.kind === 'figure' && run.text.endsWith('%') === isPercent && decimal(run.text.replace('%', '')).eq(right));
  return found?.source ?? null;
}

/** The one cell that the figure should be, by the names of its table. */
function ofCell(engine: Engine, { cells: [cell, ...others] }: Finding, right: string): string | null {
  const table = engine.template.tables.find(({ id }) => id === cell?.table);
  if (cell === undefined || others.length > 0 || table === undefined) return null;
  const formula = `${table.role}[${cell.row}, ${cell.column}]`;
  try {
    const { value, cells } = query(engine, parseExpression(formula));
    const isMeant = cells.length === 1 && cells[0]?.row === cell.row && cells[0].column === cell.column;
    return isMeant && isAmount(value) && roundHalfUp(value, engine.document.decimals).eq(right) ? `{${formula}}` : null;
  } catch (error) {
    if (error instanceof FormulaSyntaxError) return null;
    throw error;
  }
}
