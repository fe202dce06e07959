/** Every word a user reads when something outside fails: which file, what, and what to do next. */
import { basename } from 'node:path';
import type { Failure, FailureCode } from '../../shared/ipc.ts';
import { errnoOf } from './disk.ts';

export type Purpose = 'open' | 'save' | 'export' | 'list' | 'journal';

type Words = string | Readonly<Partial<Record<Purpose, string>> & { readonly other: string }>;

const KEPT = '您的修改仍在窗口中，没有丢失。';

const WORDS: Readonly<Record<FailureCode, Words>> = {
  missing: {
    open: '找不到这个文件，可能已被移动、改名或删除。请核对位置后重新选择',
    list: '找不到这个文件夹，可能已被移动或断开。请选择其他文件夹',
    journal: `程序数据文件夹无法使用，没有记录恢复日志。${KEPT}请及时保存`,
    other: `要写入的文件夹不存在，可能已被移动或断开。${KEPT}请用“另存为”换一个文件夹`,
  },
  locked: {
    open: '无法读取，可能正被其他程序独占，或没有读取权限。请关闭占用它的程序，或复制到本机其他文件夹后重试',
    list: '没有权限查看这个文件夹。请选择其他文件夹',
    journal: `恢复日志正被其他程序占用，没有记录。${KEPT}请及时保存`,
    other: `正被其他程序占用，没有写入。${KEPT}请关闭占用它的程序后重试，或用“另存为”换一个文件名`,
  },
  empty: '是空文件（0 字节）。请重新复制，或从备份文件夹 .mingzhang-backup 中取回上一版',
  'not-a-workbook': '不是电子表格文件。请选择 .xlsx、.xls、.ods 工作簿或单张表的 .csv',
  'password-protected': '设有打开密码。请在 Excel/WPS 中取消密码后另存，再导入',
  'other-zip': '是压缩包或其他文档，并非工作簿。请解压后选择其中的工作簿',
  truncated: '已损坏或不完整。请从原处重新复制，或用 Excel/WPS 打开后另存一份再导入',
  'too-large': '内容过大，未读取。请删去与决算公开表无关的内容后另存，再试',
  'no-tables': '其中没有找到决算公开表。请确认工作簿中有“收入支出决算总表”等公开表',
  'not-a-document': '不是可用的明账文档。请选择 .mingzhang 文件，或从备份文件夹 .mingzhang-backup 中取回上一版',
  'newer-version': '由更新版本的明账保存，本版本不能读取。请升级明账后再打开',
  'changed-by-other': `自打开以来已被其他人或程序修改，没有覆盖。${KEPT}请选择：覆盖、另存为新文件，或重新打开对方的版本`,
  'moved-away': `已不在原处，可能被移动、改名或删除，没有写入。${KEPT}请选择：仍存到原处，或另存为`,
  'disk-full': {
    journal: `磁盘已满，无法记录恢复日志。${KEPT}请清理磁盘空间后保存`,
    other: `磁盘空间不足，没有写入，原文件完好。${KEPT}请清理磁盘空间后重试，或用“另存为”换一个磁盘`,
  },
  'read-only': {
    journal: `程序数据文件夹是只读的，无法记录恢复日志。${KEPT}请及时保存`,
    other: `所在磁盘或文件是只读的，没有写入。${KEPT}请用“另存为”换一个文件夹`,
  },
  'not-writable': {
    journal: `没有权限写入程序数据文件夹，无法记录恢复日志。${KEPT}请及时保存`,
    other: `没有写入权限，没有写入。${KEPT}请用“另存为”换一个文件夹，或请管理员开通权限`,
  },
  'open-errors': '还有未处理的错误，没有导出。请先改正，或注明理由后放行；需要内部传阅时可导出带“草稿”字样的版本',
  cancelled: '已取消，没有改动任何文件。需要时请重新开始',
  unsupported: '当前环境不支持这个操作。请改用其他方式',
  failed: { journal: `无法记录恢复日志。${KEPT}请及时保存`, open: '读取失败。请重试，或复制到本机其他文件夹后再打开', list: '无法列出这个文件夹。请选择其他文件夹', other: `写入失败，原文件完好。${KEPT}请重试，或用“另存为”换一个文件夹` },
};

/** A failed outcome that names the file; `detail` says more about this case. */
export function failure(code: FailureCode, path: string, purpose: Purpose, detail = ''): Failure {
  const words = WORDS[code];
  const text = typeof words === 'string' ? words : (words[purpose] ?? words.other);
  return { ok: false, code, message: `“${basename(path)}”${text}${detail === '' ? '' : `（${detail}）`}。` };
}

const READING: Readonly<Record<string, FailureCode>> = { ENOENT: 'missing', ENOTDIR: 'missing', EACCES: 'locked', EPERM: 'locked', EBUSY: 'locked', EISDIR: 'not-a-document' };
const WRITING: Readonly<Record<string, FailureCode>> = {
  ENOENT: 'missing', ENOTDIR: 'missing', EBUSY: 'locked', ETXTBSY: 'locked', ENOSPC: 'disk-full', EDQUOT: 'disk-full', EROFS: 'read-only',
  EACCES: 'not-writable', EPERM: 'not-writable',
};

/** The outcome for a file system error. Anything else is a bug and is thrown on. */
export function diskFailure(error: unknown, path: string, purpose: Purpose): Failure {
  const errno = errnoOf(error);
  if (errno === null) throw error;
  const code = (purpose === 'open' || purpose === 'list' ? READING : WRITING)[errno];
  return code === undefined ? failure('failed', path, purpose, errno) : failure(code, path, purpose);
}

/** For the program's own settings: nothing of the user's work is concerned. */
export function settingsFailure(error: unknown): Failure {
  const { code } = diskFailure(error, '', 'save');
  return { ok: false, code, message: '设置没有保存下来，本次运行仍按您的选择。请检查磁盘空间和程序数据文件夹的写入权限，再改一次设置。' };
}
