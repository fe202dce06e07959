/** Plain-text tables whose columns line up in a terminal, where a Chinese character is two columns wide. */
import stringWidth from 'string-width';

/** Lines of a table; columns named in `right` are aligned to the right. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const lines = [header, ...rows];
  const widths = header.map((_title, column) => Math.max(...lines.map((line) => stringWidth(line[column] ?? ''))));
  const render = (line: readonly string[]): string =>
    widths.map((width, column) => pad(line[column] ?? '', width, right.includes(column))).join('  ').trimEnd();
  return [render(header), widths.map((width) => '─'.repeat(Math.ceil(width / 2)).padEnd(width)).join('  ').trimEnd(), ...rows.map(render)].join('\n');
}

function pad(text: string, width: number, toRight: boolean): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return toRight ? space + text : text + space;
}
