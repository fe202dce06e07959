/** Moving among the fields of a self-evaluation by keys: fields stand on the lines and columns of the form. */

/** The field next to one in a direction; null at the edge. */
export function neighbour(field: HTMLElement, direction: 'up' | 'down' | 'left' | 'right'): HTMLElement | null {
  const [line, column] = placeOf(field);
  const fields = [...(field.closest('table')?.querySelectorAll<HTMLElement>('[data-line]') ?? [])];
  if (direction === 'left' || direction === 'right') return fields[fields.indexOf(field) + (direction === 'left' ? -1 : 1)] ?? null;
  const step = direction === 'up' ? -1 : 1;
  const beyond = fields.filter((one) => (placeOf(one)[0] - line) * step > 0);
  const nearest = beyond.sort((a, b) => (placeOf(a)[0] - placeOf(b)[0]) * step || Math.abs(placeOf(a)[1] - column) - Math.abs(placeOf(b)[1] - column));
  return nearest.find((one) => placeOf(one)[1] === column) ?? nearest[0] ?? null;
}

/** Fields of a block of `rows` × `columns` that begins at a field, line by line; null where the form has none. */
export function blockOf(field: HTMLElement, rows: number, columns: number): readonly (readonly (HTMLElement | null)[])[] {
  const block: (readonly (HTMLElement | null)[])[] = [];
  for (let first: HTMLElement | null = field; first !== null && block.length < rows; first = below(first)) {
    const line = placeOf(first)[0];
    const cells: (HTMLElement | null)[] = [];
    for (let cell: HTMLElement | null = first; cells.length < columns; cell = cell === null ? null : neighbour(cell, 'right')) cells.push(cell !== null && placeOf(cell)[0] === line ? cell : null);
    block.push(cells);
  }
  return block;
}

/** The field on a later line in the very same column. */
function below(field: HTMLElement): HTMLElement | null {
  const next = neighbour(field, 'down');
  return next !== null && placeOf(next)[1] === placeOf(field)[1] ? next : null;
}

function placeOf(field: HTMLElement): readonly [number, number] {
  return [Number(field.dataset['line']), Number(field.dataset['column'])];
}
