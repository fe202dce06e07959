/**
 * Keys of `document.texts`, all that the user writes into the report: reasons `原因.…`, fields `填.…`, paragraphs in place of the
 * template's `段.…` (an empty text takes the paragraph out, a key with `+` adds one) and terms `名词.…` (likewise).
 */

/** Keys of fields, as the template writes them, that hold from year to year: 概况 and 名词解释. */
export const KEPT_FIELD = /^(?:概况|名词)\./u;

/** Whether a text is part of the report; others are notes about it. */
export function isReportText(key: string): boolean {
  return /^(?:原因|填|段|名词)\./u.test(key);
}

/** Whether a text is the reason for a difference. */
export function isReason(key: string): boolean {
  return key.startsWith('原因.');
}

/** Whether a text stays in the document when it is rolled to the next year. All others belonged to last year's figures. */
export function isKeptText(key: string): boolean {
  return /^(?:填\.(?:概况|名词)\.|段\.概况|名词\.)/u.test(key);
}

/** Key of the text that the user fills in where a sentence has a field. */
export function fieldTextKey(field: string): string {
  return `填.${field}`;
}

/** Key of the text that stands in a paragraph's place. */
export function paragraphTextKey(paragraph: string): string {
  return `段.${paragraph}`;
}

/** Key of the text that explains a term. */
export function termTextKey(term: string): string {
  return `名词.${term}`;
}

/** Key for a paragraph of the user's own after `anchor`, one that no text has yet. */
export function keyOfAddition(texts: Readonly<Record<string, string>>, anchor: string): string {
  let number = 1;
  while (texts[paragraphTextKey(`${anchor}+${number}`)] !== undefined) number++;
  return `${anchor}+${number}`;
}

/** The paragraph that an added one stands after, or null for one of the template's. */
export function anchorOf(paragraph: string): string | null {
  const at = paragraph.lastIndexOf('+');
  return at < 0 ? null : paragraph.slice(0, at);
}

/** Entries of a list field: one a line, name and remark parted by a tab or ｜. Blank lines are none. */
export function listEntries(text: string): readonly { readonly name: string; readonly remark: string }[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => {
    const [name = '', ...rest] = line.split(/\t|｜|\|/u).map((piece) => piece.trim());
    return { name, remark: rest.filter((piece) => piece !== '').join(' ') };
  });
}

/** Ticks and dates of the 公开前检查: kept among the texts, but no words of the report. */
export function isPublicationText(key: string): boolean {
  return key.startsWith('公开.');
}
