/**
 * The part of the Typst program that sets a table, on pages of its own or in the run of the text. Mark, 部门 and 单位 belong to the heading rows and so return
 * on every page; the pages after the first say 续表. 注 and 说明 are its last row, so they too never stand without the heading.
 */
export const TABLE_PROGRAM = `
#let digits = (name: "Noto Sans SC", covers: regex("[0-9.,%+-]"))
#let hairline = 0.5pt + black

#let print-cell(it, fit) = {
  let flow = if it.kind == "amount" and it.format == "amount" { right } else if it.kind in ("name", "text") and not it.isTotal { left } else { center }
  let words = if it.text == "" { block(height: 1em) } else if it.isTotal or it.kind in ("heading", "side") { strong(it.text) } else { it.text }
  let body = if it.indent > 0 { pad(left: it.indent * 1em, words) } else { words }
  table.cell(
    colspan: it.colSpan,
    rowspan: it.rowSpan,
    breakable: it.rowSpan > 1,
    align: flow + horizon,
    // All of a figure's cell is to be clicked, also where it is blank.
    if it.link == none { body } else { link(it.link, block(width: 100%, body)) },
  )
}

#let caption-cell(count, body) = table.cell(colspan: count, stroke: none, inset: (x: 0pt, y: 2.5pt), breakable: false, body)

#let caption-rows(it, fit) = {
  // Asking where it stands makes Typst set the table twice.
  let here-again = if not it.isOnePage { context if here().page() > locate(label("table-" + it.id)).page() {
    text(..heading-font, size: 12pt, it.title + "（续表）")
  } }
  (
    caption-cell(it.count, grid(columns: (1fr, auto, 1fr), align: (left, center + bottom, right + bottom), block(height: 12pt), here-again, it.mark)),
    caption-cell(it.count, grid(columns: (1fr, auto), column-gutter: 1em, align: (left + bottom, right + bottom), jump(it.link, it.department), it.unit)),
  )
}

// Headings within a table, of a form whose blocks stand one below the other, return on every page until the next ones.
#let line-cells(line, fit) = {
  let cells = line.map(cell => print-cell(cell, fit))
  if line.all(cell => cell.kind == "heading") { (table.header(level: 2, ..cells),) } else { cells }
}

#let table-body(it, fit) = {
  set par(justify: false, first-line-indent: 0pt, leading: 0.3em, spacing: 0.3em)
  set text(font: (digits, "Noto Serif SC"), size: points(fit.size))
  set table.cell(breakable: false)
  show strong: set text(weight: 700)
  table(
    columns: fit.columns.map(points),
    stroke: hairline,
    inset: (x: points(fit.aside), y: points(fit.above)),
    table.header(..caption-rows(it, fit), ..it.header.map(cell => print-cell(cell, fit))),
    ..it.lines.map(line => line-cells(line, fit)).flatten(),
    ..if it.notes.len() > 0 {
      (table.footer(repeat: false, caption-cell(it.count, align(left, it.notes.map(note => block(above: 0.4em, below: 0.4em, note)).join()))),)
    },
  )
}

#let print-table(it) = if it.flows {
  [#metadata(none)#label("table-" + it.id)]
  heading(level: 2, it.title)
  table-body(it, it.fit)
} else { page(flipped: it.landscape, margin: margins(style.page.tableMargins), {
  [#metadata(none)#label("table-" + it.id)]
  let title = {
    show heading: it => align(center, block(above: 0pt, below: 8pt, {
      set par(justify: false, first-line-indent: 0pt, leading: 0.4em)
      text(..title-font, size: points(sizes.tableTitle), it.body)
    }))
    heading(level: 2, it.title)
  }
  title + table-body(it, it.fit)
}) }
`;
