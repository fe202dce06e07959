/** Times of repeated work, and tables of them in plain text. Numbers here are milliseconds, never amounts. */

/** A quantile of measured times. */
export function quantile(times: readonly number[], at: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN;
}

/** Milliseconds that `work` takes. */
export function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Two competitors in turn, so that whatever else the machine does falls on both. Times of the first `warm` rounds are left out. */
export function inTurn(rounds: number, warm: number, ours: (round: number) => void, theirs: (round: number) => void): { readonly ours: readonly number[]; readonly theirs: readonly number[] } {
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const mine = timed(() => ours(round));
    const other = timed(() => theirs(round));
    if (round < warm) continue;
    times.ours.push(mine);
    times.theirs.push(other);
  }
  return times;
}

/** 0.052 ms, 3.1 ms, 812 ms: three digits are all that a measurement says. */
export function milliseconds(time: number): string {
  return `${time < 10 ? time.toPrecision(2) : time.toFixed(0)} ms`;
}

/** `0.47×`. */
export function ratio(ours: number, theirs: number): string {
  return `${(ours / theirs).toFixed(2)}×`;
}

/** Prints rows in columns; full-width characters count as two. */
export function printTable(title: string, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_cell, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? ''))));
  const lines = rows.map((row) => row.map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell))).join('  ').trimEnd());
  process.stdout.write(`\n${title}\n${lines.map((line) => `  ${line}`).join('\n')}\n`);
}

function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/u.test(character) ? 2 : 1), 0);
}
