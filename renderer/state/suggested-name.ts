/** Names offered for files: of whom, of which year, and what; several departments' files lie in one folder. */
import type { Document } from '../../shared/document/document.ts';

/** What a file name can't hold on some system. */
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}]/gu;

export function suggestedName({ department, year }: Pick<Document, 'department' | 'year'>, what: string, ending: string): string {
  return `${department.replaceAll(FORBIDDEN, '').trim()}${year}年度${what}.${ending}`;
}
