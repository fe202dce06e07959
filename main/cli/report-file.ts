/** Reads a finished report's text for `--text`: .txt (UTF-8, GBK) or .docx. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ReportSource } from '../../shared/narrative/text-spot.ts';
import { diskFailure } from '../files/failure.ts';
import { isReportFile, reportText } from '../import/report-text.ts';
import { Unusable } from './outcome.ts';

/** The running text of the report; unusable where the file can't be read as one. */
export async function readReportFile(path: string): Promise<ReportSource> {
  if (!isReportFile(path)) throw new Unusable(`${basename(path)}：--text 只接受 .txt 或 .docx。请把报告另存为其中一种`);
  const bytes = await readBytes(path);
  if (bytes.length === 0) throw new Unusable(`${basename(path)}：是空文件。请重新导出报告文本`);
  const source = await reportText(path, bytes);
  if (source === null) throw new Unusable(`${basename(path)}：不是可读的 Word 文件（.docx）。请用 Word/WPS 打开后另存为 .docx`);
  return source;
}

/** A file's bytes; unusable where they can't be read. */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new Unusable(diskFailure(error, path, 'open').message);
  }
}
