/** The running text of a finished report, to be audited: .txt (UTF-8, GBK) or .docx. */
import { extname } from 'node:path';
import type { ReportSource } from '../../shared/narrative/text-spot.ts';
import { decodeText } from './read-delimited.ts';

/** Whether a file of this name can be read as a report's text. */
export function isReportFile(path: string): boolean {
  return ['.txt', '.docx'].includes(extname(path).toLowerCase());
}

/** The text, a paragraph a line, tables included, and where its lines stand; null where a Word file can't be read as one. */
export async function reportText(path: string, bytes: Buffer): Promise<ReportSource | null> {
  if (extname(path).toLowerCase() === '.txt') return { text: decodeText(bytes), spots: null };
  const { wordText } = await import('./word-text.ts');
  try {
    return await wordText(bytes);
  } catch {
    return null;
  }
}
