/** The document or workbook among a command's arguments: what the system starts the program with when a file is double-clicked. */
import { extname, resolve } from 'node:path';

const OPENED = ['.mingzhang', '.xlsx', '.xlsm', '.xls', '.et', '.ods', '.csv'];

/** The last one, absolute; null where there is none. Switches and the program itself are passed over. */
export function fileArgument(args: readonly string[], folder: string = process.cwd()): string | null {
  const file = args.findLast((argument) => !argument.startsWith('-') && OPENED.includes(extname(argument).toLowerCase()));
  return file === undefined ? null : resolve(folder, file);
}
