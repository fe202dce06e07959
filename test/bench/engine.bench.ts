/**
 * The engine against HyperFormula: the same formulas over 100, 1,000 and 10,000 项 rows, built and edited in the same run, turn by turn.
 * Ours does more (each formula is also a check, judged anew) and its values are compared with whole 分, to the last place.
 */
import { amountText, decimal } from '../../shared/amount/amount.ts';
import { cellContent, type Document } from '../../shared/document/document.ts';
import { applyEdit, setCell } from '../../shared/document/edit.ts';
import { Engine } from '../../shared/formula/engine.ts';
import { loadPeer, type Peer, type PeerBuilder, sheetsOf } from './hyperformula.ts';
import { ENTERED, fenAmounts, type Ledger, ledger, SIZES } from './ledger.ts';
import { inTurn, milliseconds, printTable, quantile, ratio, timed } from './timing.ts';

const ROUNDS = 4000;
const WARM = 500;
const BUILDS = 5;
const DETAIL = 0;

interface Measured {
  readonly size: number;
  readonly cells: number;
  readonly touched: number;
  readonly build: readonly [number, number];
  readonly p50: readonly [number, number];
  readonly p95: readonly [number, number];
  readonly formulas: number;
  readonly wrong: readonly [number, number];
}

function measure(builder: PeerBuilder, size: number): Measured {
  const widths = SIZES[size];
  if (widths === undefined) throw new Error(`no ledger of ${size} rows`);
  const book = ledger(widths);
  const build = measureBuild(builder, book);
  const engine = new Engine(book.template, book.document);
  const peer = builder.buildFromSheets(sheetsOf(book), { licenseKey: 'gpl-v3' });
  const { document, times, touched } = measureEdits(book, engine, peer);
  const wrong = countWrong(book, document, engine, peer);
  peer.destroy();
  return {
    size, cells: engine.space.size, touched, build,
    p50: [quantile(times.ours, 0.5), quantile(times.theirs, 0.5)], p95: [quantile(times.ours, 0.95), quantile(times.theirs, 0.95)],
    formulas: wrong.formulas, wrong: [wrong.ours, wrong.theirs],
  };
}

function measureBuild(builder: PeerBuilder, book: Ledger): readonly [number, number] {
  const sheets = sheetsOf(book);
  const times = inTurn(BUILDS + 1, 1, () => new Engine(book.template, book.document), () => builder.buildFromSheets(sheets, { licenseKey: 'gpl-v3' }).destroy());
  return [quantile(times.ours, 0.5), quantile(times.theirs, 0.5)];
}

/** One typed figure at a time: ours is the whole step from edit to new document to new values and checks. */
function measureEdits(book: Ledger, engine: Engine, peer: Peer): { readonly document: Document; readonly times: ReturnType<typeof inTurn>; readonly touched: number } {
  let { document } = book;
  let touched = 0;
  const draw = fenAmounts(7);
  const rowOf = new Map(book.codes.map((code, at) => [code, at + 1]));
  const steps = Array.from({ length: ROUNDS }, (_one, round) => {
    const row = book.items[(round * 7919) % book.items.length] ?? '';
    const amount = draw();
    return { ref: { table: 'T03', row, column: ENTERED[round % ENTERED.length] ?? '' }, amount, address: { sheet: DETAIL, row: rowOf.get(row) ?? 0, col: 1 + (round % ENTERED.length) }, number: Number(amount) };
  });
  const ours = (round: number): void => {
    const step = steps[round];
    if (step === undefined) return;
    const edit = setCell(document, step.ref, step.amount);
    document = applyEdit(document, edit);
    touched = engine.update(document, [edit]).cells.length;
  };
  const theirs = (round: number): void => {
    const step = steps[round];
    if (step !== undefined) peer.setCellContents(step.address, step.number);
  };
  return { times: inTurn(ROUNDS, WARM, ours, theirs), document, touched };
}

/** Formula cells whose value is not the exact one, worked out here in whole 分 by plain integers. */
function countWrong(book: Ledger, document: Document, engine: Engine, peer: Peer): { readonly formulas: number; readonly ours: number; readonly theirs: number } {
  const fen = new Map<string, bigint>();
  const add = (row: string, column: string, by: bigint): void => void fen.set(`${row} ${column}`, (fen.get(`${row} ${column}`) ?? 0n) + by);
  for (const item of book.items) {
    for (const column of ENTERED) {
      const amount = BigInt(decimal(String(cellContent(document, { table: 'T03', row: item, column }))).times(1_000_000).toFixed());
      for (const row of ['合计', item.slice(0, 3), item.slice(0, 5), item]) {
        add(row, '1', amount);
        if (row !== item) add(row, column, amount);
      }
    }
  }
  const count = { formulas: 0, ours: 0, theirs: 0 };
  const rowOf = new Map(['合计', ...book.codes].map((code, at) => [code, at]));
  for (const [place, amount] of fen) {
    const [row = '', column = ''] = place.split(' ');
    const exact = amountText(decimal(amount.toString()).dividedBy(1_000_000));
    count.formulas++;
    if (String(engine.value({ table: 'T03', row, column })) !== exact) count.ours++;
    if (peer.getCellValue({ sheet: DETAIL, row: rowOf.get(row) ?? 0, col: Number(column) - 1 }) !== Number(exact)) count.theirs++;
  }
  return count;
}

function report(all: readonly Measured[], version: string): void {
  printTable(`一次编辑（录入一个数：文档、数值、校验全部更新），明账 / HyperFormula ${version}`, [
    ['项行数', '单元格', '波及单元格', 'p50 明账', 'p50 HF', '比', 'p95 明账', 'p95 HF', '比'],
    ...all.map(({ size, cells, touched, p50, p95 }) => [String(size), String(cells), String(touched), milliseconds(p50[0]), milliseconds(p50[1]), ratio(...p50), milliseconds(p95[0]), milliseconds(p95[1]), ratio(...p95)]),
  ]);
  printTable('建表', [['项行数', '明账', 'HF', '比'], ...all.map(({ size, build }) => [String(size), milliseconds(build[0]), milliseconds(build[1]), ratio(...build)])]);
  printTable(`${ROUNDS} 次编辑后与精确值（整数分）不同的公式单元格`, [['项行数', '公式单元格', '明账', 'HF'], ...all.map(({ size, formulas, wrong }) => [String(size), String(formulas), String(wrong[0]), String(wrong[1])])]);
  if (all.some(({ wrong }) => wrong[0] > 0)) throw new Error('明账的数值不精确');
}

const loading = timed(() => void loadPeer());
const builder = loadPeer();
process.stdout.write(`HyperFormula ${builder.version}（装入 ${milliseconds(loading)}，只用于对照，不是依赖）\n`);
report(Object.keys(SIZES).map((size) => measure(builder, Number(size))), builder.version);
