/**
 * Pages of the preview out of the one drawing that Typst makes of a document, all pages beneath one another. Each page becomes a
 * drawing of its own with only the glyphs that it shows; text is drawn, so a page looks the same where no font is installed.
 */

const PAGE_START = /^ {4}<path class="typst-shape" fill="#ffffff" fill-rule="nonzero" d="M 0 0v ([\d.]+) h ([\d.]+) v -[\d.]+ Z "\/>$/u;
const OFFSET = /^ {4}<g(?: transform="matrix\(1 0 0 1 [\d.]+ ([\d.]+)\)")?>$/u;
const DEFINITIONS = /^ {4}<defs/u;
const REFERENCE = /(?:xlink:href="#|url\(#)([^")]+)/gu;
const NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

interface DrawnPage {
  readonly width: string;
  readonly height: string;
  readonly lines: string[];
}

export function svgPages(drawing: string): readonly string[] {
  const lines = drawing.split('\n');
  const end = lines.findIndex((line) => DEFINITIONS.test(line));
  const pages: DrawnPage[] = [];
  for (const line of lines.slice(1, end < 0 ? -1 : end)) {
    const start = PAGE_START.exec(line);
    if (start === null) pages.at(-1)?.lines.push(line.trimStart());
    else pages.push({ height: start[1] ?? '', width: start[2] ?? '', lines: [] });
  }
  const definitions = definitionsById(end < 0 ? [] : lines.slice(end));
  return pages.map((page) => pageDrawing(page, definitions));
}

function pageDrawing({ width, height, lines }: DrawnPage, definitions: ReadonlyMap<string, string>): string {
  const offset = OFFSET.exec(`    ${lines[0] ?? ''}`)?.[1] ?? '0';
  const body = lines.join('\n');
  const view = `viewBox="0 ${offset} ${width} ${height}" width="${width}pt" height="${height}pt"`;
  const paper = `<rect y="${offset}" width="${width}" height="${height}" fill="#ffffff"/>`;
  return `<svg ${NAMESPACES} ${view}><defs>${used(body, definitions)}</defs>${paper}${body}</svg>`;
}

/** The definitions that a text refers to, and those that they refer to in turn. */
function used(text: string, definitions: ReadonlyMap<string, string>): string {
  const found = new Map<string, string>();
  const queue = [text];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const [, id = ''] of next.matchAll(REFERENCE)) {
      const definition = definitions.get(id);
      if (definition === undefined || found.has(id)) continue;
      found.set(id, definition);
      queue.push(definition);
    }
  }
  return [...found.values()].join('');
}

/** Children of `<defs>` elements, each from its opening line to its closing one, by id. */
function definitionsById(lines: readonly string[]): ReadonlyMap<string, string> {
  const definitions = new Map<string, string>();
  let id = '';
  for (const line of lines) {
    if (!line.startsWith('        ')) continue;
    id = /^ {8}<[^/][^>]* id="([^"]+)"/u.exec(line)?.[1] ?? id;
    definitions.set(id, (definitions.get(id) ?? '') + line.trimStart());
  }
  return definitions;
}
