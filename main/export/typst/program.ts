/**
 * The fixed Typst program that sets the report. What differs from report to report it reads from files: the style, the outline, and
 * a file for each chunk of blocks, so that Typst, which remembers what it made of a file, sets only the chunks that an edit changes.
 * Kept as text in a module, so that it is in the bundle wherever that goes.
 */
import { TABLE_PROGRAM } from './table-program.ts';

const STYLE_DATA = '/style.json';
const OUTLINE_DATA = '/outline.json';
const STYLE_PROGRAM = '/style.typ';

const DEFINITIONS = `
#let style = json("${STYLE_DATA}")
#let fonts = style.fonts
#let sizes = style.sizes
#let points(value) = value * 1pt
#let margins(of) = (top: of.top * 1mm, bottom: of.bottom * 1mm, left: of.left * 1mm, right: of.right * 1mm)
#let title-font = (font: fonts.title, weight: 700)
#let heading-font = (font: fonts.heading, weight: 700)
#let pitch = points(sizes.linePitch)
// Never broken over two lines. A box stands on the lower edge of its text, which is below the baseline.
#let whole(it) = box(baseline: 0.12em, it)
#let jump(target, body) = if target == none { body } else { link(target, body) }
`;

const SETTINGS = `
#import "${STYLE_PROGRAM}": *
#let report = json("${OUTLINE_DATA}")

#set document(title: report.title, author: report.department, date: auto)
#set text(font: fonts.body, size: points(sizes.text), lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em, cjk-latin-spacing: none)
#set par(justify: true, leading: pitch - 1em, spacing: pitch - 1em, first-line-indent: (amount: 2em, all: true))
#set page(
  paper: "a4",
  margin: margins(style.page.margins),
  background: if report.watermark != none { rotate(-45deg, text(..title-font, size: 150pt, fill: luma(225), report.watermark)) },
  footer-descent: 7mm,
)
#let page-footer = context {
  set par(first-line-indent: 0pt)
  align(center, text(font: "Noto Serif SC", size: points(sizes.pageNumber), counter(page).display()))
}
`;

const HEADINGS = `
#let level-styles = (
  (..title-font, size: points(sizes.title)),
  (..heading-font, size: points(sizes.text)),
  (font: fonts.subheading, size: points(sizes.text)),
  (font: fonts.body, size: points(sizes.text)),
)
// Without this a heading's em would be larger than its text's.
#show heading: set text(size: points(sizes.text))
#show heading.where(level: 1): it => {
  set par(justify: false, first-line-indent: 0pt, leading: 0.5em)
  show regex("\\d{4}年度?"): whole
  align(center, block(above: 0pt, below: pitch, text(..level-styles.at(0), it.body)))
}
#let text-heading(it) = block(above: pitch - 1em, below: pitch - 1em, sticky: true, {
  set par(first-line-indent: 0pt)
  h(2em)
  text(..level-styles.at(calc.min(it.level, 4) - 1), weight: if it.level == 2 { 700 } else { 400 }, it.body)
})
#show heading.where(level: 2): text-heading
#show heading.where(level: 3): text-heading
#show heading.where(level: 4): text-heading
`;

const FRONT = `
#page(footer: none, {
  set par(justify: false, first-line-indent: 0pt, leading: 0.6em)
  show regex("\\d{4}年度?"): whole
  v(22%)
  for (at, line) in report.cover.enumerate() {
    align(center, block(below: 1.6em, text(..title-font, size: if at == report.cover.len() - 1 { points(sizes.coverTitle) } else { 26pt }, line)))
  }
})

#set page(numbering: "I", footer: page-footer)
#counter(page).update(1)
#show outline.entry: it => block(above: 0.72em, below: 0.72em, {
  let location = it.element.location()
  set par(first-line-indent: 0pt, justify: false, leading: 0.5em, hanging-indent: it.level * 1.5em)
  set text(size: points(sizes.contents), font: if it.level == 1 { fonts.heading } else { fonts.body })
  link(location, {
    h((it.level - 1) * 1.5em)
    it.body()
    h(0.4em)
    box(width: 1fr, repeat(gap: 0.12em, [.]))
    h(0.4em)
    str(counter(page).at(location).first())
  })
})
#heading(level: 1, outlined: false, bookmarked: true, report.contentsTitle)
#outline(title: none, depth: 3)

#set page(numbering: style.pageNumber)
`;

const BLOCKS = `
#let print-runs(runs) = for run in runs {
  jump(run.link, if run.isGap { text(fill: rgb("#c00000"), run.text) } else { run.text })
}

#let print-figure(it) = block(width: 100%, breakable: false, above: pitch, below: pitch, {
  set par(first-line-indent: 0pt, justify: false)
  align(center, layout(size => image(bytes(it.svg), format: "svg", alt: it.description, width: calc.min(points(it.width), size.width))))
  align(center, text(..heading-font, size: 12pt, it.caption))
})

#let print-listing(it) = block(width: 100%, above: pitch - 1em, below: pitch, {
  set par(first-line-indent: 0pt, justify: false, leading: 0.5em)
  set text(size: 12pt)
  let widths = it.columns.enumerate().map(((at, _column)) => if at == 0 { 4em } else if at == 1 { 2fr } else { 1fr })
  table(
    columns: widths, stroke: 0.5pt, inset: (x: 5pt, y: 5pt),
    align: (column, row) => (if row == 0 or column == 0 { center } else { left }) + horizon,
    table.header(..it.columns.map(strong)),
    ..it.rows.flatten(),
  )
})

#let print-block(it) = {
  if it.kind == "heading" { heading(level: it.level + 1, it.title) }
  else if it.kind == "paragraph" { par(print-runs(it.runs)) }
  else if it.kind == "table" { print-table(it) }
  else if it.kind == "figure" { print-figure(it) }
  else if it.kind == "listing" { print-listing(it) }
}
`;

const PARTS = `
#for (at, part) in report.parts.enumerate() {
  pagebreak(weak: true)
  if at == 0 { counter(page).update(1) }
  if part.opensWithTable { v(32%) }
  heading(level: 1, part.title)
  for chunk in part.chunks { include chunk }
}
`;

const MAIN = SETTINGS + HEADINGS + FRONT + PARTS;

/** A file of the program's small world: its path and its text. */
export type ProgramFile = readonly [path: string, text: string];

/** What the program reads, already as JSON: style and outline, and the blocks of each chunk. */
export interface ProgramData {
  readonly style: string;
  readonly outline: string;
  readonly chunks: readonly ProgramFile[];
}

/** The program's main text, which never changes, and every file that it reads. */
export function programFiles({ style, outline, chunks }: ProgramData): { readonly main: string; readonly files: readonly ProgramFile[] } {
  const blocks = chunks.flatMap(([path, text]): readonly ProgramFile[] => [
    [path, `#import "${STYLE_PROGRAM}": print-block\n#for it in json("${path}.json") { print-block(it) }`],
    [`${path}.json`, text],
  ]);
  return { main: MAIN, files: [[STYLE_DATA, style], [OUTLINE_DATA, outline], [STYLE_PROGRAM, DEFINITIONS + TABLE_PROGRAM + BLOCKS], ...blocks] };
}
