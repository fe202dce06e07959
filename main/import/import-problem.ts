/** Why a file can't be imported: a closed list of codes, and the one Chinese line for each that names the file and the next step. */

export type ImportProblemCode =
  | 'missing'
  | 'unreadable'
  | 'empty'
  | 'not-workbook'
  | 'password'
  | 'other-zip'
  | 'truncated'
  | 'too-large'
  | 'no-tables'
  | 'several-departments'
  | 'no-such-template'
  | 'cancelled'
  | 'timeout';

export interface ImportProblem {
  readonly code: ImportProblemCode;
  readonly file: string;
  /** One line: which file, what is wrong, what to do. */
  readonly message: string;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: ImportProblem };

const WORDS: Readonly<Record<ImportProblemCode, string>> = {
  missing: '找不到这个文件。请核对路径和文件名后重试',
  unreadable: '无法读取这个文件（可能正被 Excel/WPS 独占打开，或没有读取权限）。请关闭占用它的程序，或复制到本机其他文件夹后重试',
  empty: '是空文件（0 字节）。请重新导出或重新复制后再导入',
  'not-workbook': '不是电子表格文件。请选择 .xlsx、.xls、.ods 工作簿或单张表的 .csv',
  password: '设有打开密码。请在 Excel/WPS 中取消密码后另存，再导入',
  'other-zip': '是压缩包或其他文档，并非 .xlsx 工作簿。请解压后选择其中的工作簿',
  truncated: '已损坏或不完整。请从原处重新复制或下载，或用 Excel/WPS 打开后另存一份再导入',
  'too-large': '内容过大（展开后超出上限），未读取。请删去与决算公开表无关的工作表后另存，再导入',
  'no-tables': '其中没有找到决算公开表。请确认工作簿中有“收入支出决算总表”等公开表，表名未被改写',
  'several-departments': '其中有几个部门的同一张表，一份文档只能是一个部门的。请把各部门的工作表分别另存为工作簿再导入，需要合并时再汇总',
  'no-such-template': '指定的模板不存在。请用 mingzhang template list 查看可用的模板',
  cancelled: '导入已取消，没有改动任何内容。需要时请重新导入',
  timeout: '读取超时，已停止。请用 Excel/WPS 打开后另存为 .xlsx，再导入',
};

/** A failed outcome for `file`; `detail` says more about this case, such as which part is too large. */
export function problem(code: ImportProblemCode, file: string, detail = ''): { readonly ok: false; readonly problem: ImportProblem } {
  const more = detail === '' ? '' : `（${detail}）`;
  return { ok: false, problem: { code, file, message: `${file}：${WORDS[code]}${more}。` } };
}
