/** A table that the template set does not have, as it came: to be read here, and exported with the others. */
import type { ExtraSheet } from '../../shared/document/document.ts';

/** More is seen in a spreadsheet. */
const MOST_ROWS = 500;

export function ExtraSheetPage({ sheet }: { readonly sheet: ExtraSheet }) {
  const places = Object.entries(sheet.cells).map(([address, content]) => ({ ...placeOf(address), content }));
  const columns = places.reduce((most, { column }) => Math.max(most, column + 1), 0);
  const rows = [...new Set(places.map(({ row }) => row))].sort((a, b) => a - b);
  const contents = new Map(places.map(({ row, column, content }) => [`${row}:${column}`, content]));
  return (
    <section className="extra-sheet" aria-label={`附表 ${sheet.name}`}>
      <header><h2>{sheet.name}</h2></header>
      <p className="hint">模板中没有这张表：照原样保留，导出工作簿时附在后面，不参加计算和校验。金额按原表的单位。</p>
      <div className="scroll">
        <table>
          <tbody>
            {rows.slice(0, MOST_ROWS).map((row) => (
              <tr key={row}>
                {Array.from({ length: columns }, (_cell, column) => {
                  const content = contents.get(`${row}:${column}`);
                  const key = `${row}:${column}`;
                  return typeof content === 'object' ? <td key={key} className="number">{content.amount}</td> : <td key={key}>{content ?? ''}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > MOST_ROWS ? <p className="hint">另有 {rows.length - MOST_ROWS} 行，请导出工作簿查看。</p> : null}
    </section>
  );
}

/** `B7` as row and column from 0. */
function placeOf(address: string): { readonly row: number; readonly column: number } {
  const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/u.exec(address) ?? [];
  return { row: Number(digits) - 1, column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 };
}
