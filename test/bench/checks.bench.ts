/** All checks of a large document after one edit: the 河南 set with 10,000 项 rows in tables 03 and 05, every rule of the set live. */
import { LiveReview } from '../../shared/check/live-review.ts';
import { review } from '../../shared/check/finding.ts';
import type { Document, RowData } from '../../shared/document/document.ts';
import { applyEdit, setCell } from '../../shared/document/edit.ts';
import { Engine } from '../../shared/formula/engine.ts';
import { newDocument } from '../../shared/template/new-document.ts';
import { HENAN } from '../fixtures/sample-document.ts';
import { fenAmounts, ledger, SIZES } from './ledger.ts';
import { milliseconds, printTable, quantile, timed } from './timing.ts';

const ROUNDS = 2000;
const WARM = 200;
const AIM = 5;

function largeDocument(rows: readonly RowData[]): Document {
  const blank = newDocument(HENAN, { department: '测算单位' });
  const filled = (id: string): { readonly rows: readonly RowData[] } => ({ rows: [...(blank.tables[id]?.rows ?? []), ...rows] });
  return { ...blank, precision: 'rounded', tables: { ...blank.tables, T03: filled('T03'), T05: filled('T05') } };
}

const book = ledger(SIZES[10_000] ?? [1, 1, 1]);
const rows = book.codes.map((code): RowData => ({ key: code, code, name: `科目${code}`, cells: code.length === 7 ? { 2: '120.5', 3: '33.25' } : {} }));
let document = largeDocument(rows);
const engine = new Engine(HENAN, document);
const live = new LiveReview(engine);
const draw = fenAmounts(11);
const times: number[] = [];
let judged = 0;
for (let round = 0; round < ROUNDS; round++) {
  const edit = setCell(document, { table: round % 2 === 0 ? 'T03' : 'T05', row: book.items[(round * 7919) % book.items.length] ?? '', column: String(2 + (round % 3 === 0 ? 1 : 0)) }, draw());
  const time = timed(() => {
    document = applyEdit(document, edit);
    const changes = engine.update(document, [edit]);
    judged += changes.checks.length;
    live.follow(changes);
  });
  if (round >= WARM) times.push(time);
}
const whole = timed(() => void review(new Engine(HENAN, document)));
printTable(`一次编辑后全部校验与结果清单（${engine.checks().length} 条校验，${live.review.findings.length} 条结果）`, [
  ['p50', 'p95', '目标 p95', '平均重判', '从头重做'],
  [milliseconds(quantile(times, 0.5)), milliseconds(quantile(times, 0.95)), `≤ ${AIM} ms`, `${(judged / ROUNDS).toFixed(1)} 条`, milliseconds(whole)],
]);
