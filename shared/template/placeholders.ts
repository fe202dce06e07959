/** What a form's own words leave open. */
import type { Document } from '../document/document.ts';

/** The words with {部门}, {年度} and {上年度} filled in. */
export function filledIn(words: string, { department, year }: Pick<Document, 'department' | 'year'>): string {
  return words.replaceAll('{部门}', department).replaceAll('{年度}', String(year)).replaceAll('{上年度}', String(year - 1));
}
