/** Page ranges as they are typed into a print dialog: `1-3,5`. */

/** The pages, each once and in order; or in words what is wrong with the text. `count` is the number of pages there are. */
export function readPageRange(text: string, count: number): readonly number[] | string {
  const pages = new Set<number>();
  // Full-width digits and signs come from Chinese input methods.
  const parts = text.normalize('NFKC').split(/[,、，;；\s]+/u).filter((part) => part !== '');
  if (parts.length === 0) return '请输入页码，如 1-3,5';
  for (const part of parts) {
    const range = readRange(part, count);
    if (typeof range === 'string') return range;
    for (let page = range.from; page <= range.to; page++) pages.add(page);
  }
  return [...pages].sort((a, b) => a - b);
}

function readRange(part: string, count: number): { readonly from: number; readonly to: number } | string {
  const [, first, last] = /^(\d{1,6})(?:[-–—~至](\d{1,6}))?$/u.exec(part) ?? [];
  if (first === undefined) return `看不懂“${part}”，请写成 1-3,5 这样的页码`;
  const [from, to] = [Number(first), Number(last ?? first)];
  if (from > to) return `“${part}”前大后小，请写成 ${to}-${from}`;
  return from < 1 || to > count ? `没有第 ${part} 页，共 ${count} 页` : { from, to };
}
