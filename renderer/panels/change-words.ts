/** Changes in words: when, and what stood in a cell. */
import { type CellContent, contentText } from '../../shared/document/document.ts';

/** 14:05 today, 11月24日 14:05 this year, with the year before. On this machine's clock. */
export function timeInWords(at: string, now = new Date()): string {
  const time = new Date(at);
  const clock = time.toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
  if (time.toDateString() === now.toDateString()) return clock;
  const day = `${time.getMonth() + 1}月${time.getDate()}日`;
  return `${time.getFullYear() === now.getFullYear() ? '' : `${time.getFullYear()}年`}${day} ${clock}`;
}

export function contentInWords(content: CellContent | null, empty = '空'): string {
  return content === null ? empty : contentText(content) ?? '空';
}
