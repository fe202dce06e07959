/**
 * Pages of the preview out of the one drawing that Typst makes of a document, all pages beneath one another. Each page becomes a
 * drawing of its own with only the glyphs that it shows; text is drawn, so a page looks the same where no font is installed. After
 * an edit most pages are as they were: those are known again by their text and not made anew.
 */
import { createHash } from 'node:crypto';

export interface DrawnPage {
  /** Tells this drawing from every other. */
  readonly hash: string;
  readonly svg: string;
}

interface Kept {
  readonly size: PageSize;
  readonly body: string;
  readonly page: DrawnPage;
}

interface PageSize {
  readonly width: string;
  readonly height: string;
}

const PAGE_START = '\n    <path class="typst-shape" fill="#ffffff" fill-rule="nonzero" d="M 0 0v ';
const PAPER = /([\d.]+) h ([\d.]+) v -[\d.]+ Z "\/>\n/uy;
const OFFSET = /^ {4}<g(?: transform="matrix\(1 0 0 1 [\d.]+ ([\d.]+)\)")?>/u;
const DEFINITIONS_START = '\n    <defs';
const REFERENCE = /(?:xlink:href="#|url\(#)([^")]+)/gu;
const NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

export class PageDrawings {
  private kept: readonly Kept[] = [];
  /** Definitions by id. Typst makes the ids of what is defined, so one id means the same in every drawing. */
  private readonly definitions = new Map<string, string>();

  /** The pages of a drawing, with the svg of those that are as before taken over. */
  pages(drawing: string): readonly DrawnPage[] {
    const end = drawing.indexOf(DEFINITIONS_START);
    const definitionsAt = end < 0 ? drawing.length : end;
    this.kept = bodies(drawing, definitionsAt).map(({ size, body }, at) => {
      const before = this.kept[at];
      if (before !== undefined && before.body === body && before.size.width === size.width && before.size.height === size.height) return before;
      const svg = this.draw(size, body, drawing.slice(definitionsAt));
      return { size, body, page: { hash: createHash('sha256').update(svg).digest('base64url').slice(0, 22), svg } };
    });
    return this.kept.map(({ page }) => page);
  }

  private draw({ width, height }: PageSize, body: string, definitions: string): string {
    const offset = OFFSET.exec(body)?.[1] ?? '0';
    const view = `viewBox="0 ${offset} ${width} ${height}" width="${width}pt" height="${height}pt"`;
    const paper = `<rect y="${offset}" width="${width}" height="${height}" fill="#ffffff"/>`;
    return `<svg ${NAMESPACES} ${view}><defs>${this.used(body, definitions)}</defs>${paper}${body.replaceAll(/\n +/gu, '\n')}</svg>`;
  }

  /** The definitions that a text refers to, and those that they refer to in turn. */
  private used(text: string, definitions: string): string {
    const found = new Map<string, string>();
    const queue = [text];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const [, id = ''] of next.matchAll(REFERENCE)) {
        if (found.has(id)) continue;
        const definition = this.definition(id, definitions);
        if (definition === undefined) continue;
        found.set(id, definition);
        queue.push(definition);
      }
    }
    return [...found.values()].join('');
  }

  private definition(id: string, definitions: string): string | undefined {
    if (!this.definitions.has(id)) readDefinitions(definitions, this.definitions);
    return this.definitions.get(id);
  }
}

/** What is drawn on each page, from one sheet of paper to the next. */
function bodies(drawing: string, end: number): readonly { readonly size: PageSize; readonly body: string }[] {
  const starts: { readonly size: PageSize; readonly at: number; readonly from: number }[] = [];
  for (let at = drawing.indexOf(PAGE_START); at >= 0 && at < end; at = drawing.indexOf(PAGE_START, at + 1)) {
    PAPER.lastIndex = at + PAGE_START.length;
    const [paper = '', height = '', width = ''] = PAPER.exec(drawing) ?? [];
    if (paper !== '') starts.push({ size: { width, height }, at, from: at + PAGE_START.length + paper.length });
  }
  return starts.map(({ size, from }, index) => ({ size, body: withoutEnd(drawing.slice(from, starts[index + 1]?.at ?? end)) }));
}

/** A drawing without definitions closes its own element after the last page. */
function withoutEnd(body: string): string {
  return body.endsWith('</svg>\n') ? body.slice(0, -'</svg>\n'.length) : body;
}

/** Children of `<defs>` elements, each from its opening line to its closing one, by id. */
function readDefinitions(text: string, known: Map<string, string>): void {
  let id = '';
  let definition = '';
  for (const line of text.split('\n')) {
    if (!line.startsWith('        ')) continue;
    const opened = /^ {8}<[^/][^>]* id="([^"]+)"/u.exec(line)?.[1];
    if (opened !== undefined) definition = '';
    id = opened ?? id;
    definition += line.trimStart();
    known.set(id, definition);
  }
}
