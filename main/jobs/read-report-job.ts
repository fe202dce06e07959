/** Reads a finished report for the window, which audits its text against the open document. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CallAnswer } from '../../shared/ipc.ts';
import { errnoOf } from '../files/disk.ts';
import { diskFailure, failure } from '../files/failure.ts';
import { userPath } from '../files/user-path.ts';
import type { HandlerArgs } from '../handlers/handler.ts';
import { SIZE_LIMITS } from '../import/inspect-file.ts';
import { isReportFile, reportText } from '../import/report-text.ts';
import type { Report } from './report-progress.ts';

export async function readReport(request: HandlerArgs<'report.read'>, report: Report, signal: AbortSignal): Promise<CallAnswer<'report.read'>> {
  const path = userPath(request.path);
  if (!isReportFile(path)) return failure('unsupported', path, 'open', '只能审核 .docx 或 .txt，请把报告另存为其中一种');
  report('读取报告', 0.1);
  const bytes = await readBytes(path);
  if ('code' in bytes) return bytes;
  if (bytes.length === 0) return failure('empty', path, 'open');
  report('提取文字', 0.5);
  const source = await reportText(path, bytes);
  if (signal.aborted) return failure('cancelled', path, 'open');
  return source === null ? failure('unsupported', path, 'open', '不是可读的 Word 文件，请用 Word/WPS 打开后另存为 .docx') : { ok: true, name: basename(path), ...source };
}

async function readBytes(path: string): Promise<Buffer | ReturnType<typeof failure>> {
  try {
    if ((await stat(path)).size > SIZE_LIMITS.file) return failure('too-large', path, 'open');
    return await readFile(path);
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return diskFailure(error, path, 'open');
  }
}
