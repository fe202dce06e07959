/** Import against the bare parse of the same bytes, in turn in one process: the sample, and a 支出决算表 of growing length. */
import { readFileSync } from 'node:fs';
import * as XLSX from '@e965/xlsx';
import { importWorkbook } from '../../main/import/import-workbook.ts';
import { readTemplateFiles } from '../../main/files/template-files.ts';
import { loadTemplate, templateIds } from '../../shared/template/load.ts';
import { milliseconds, printTable, quantile, ratio } from './timing.ts';

const root = new URL('../../', import.meta.url);
const files = await readTemplateFiles(new URL('templates', root).pathname);
const templates = templateIds(files).flatMap((id) => {
  const loaded = loadTemplate(files, id);
  return loaded.ok ? [loaded.template] : [];
});

/** 支出决算表 of so many 科目, as the form has it. */
function longTable(lines: number): Buffer {
  const head = [['支出决算表'], ['部门：某某局', null, null, null, null, null, null, '单位：万元'], ['项目', null, '本年支出合计', '基本支出', '项目支出', '上缴上级支出', '经营支出', '对附属单位补助支出'], ['科目编码', '科目名称'], ['栏次', null, 1, 2, 3, 4, 5, 6]];
  const body = Array.from({ length: lines }, (_line, at) => [String(2_010_000 + at), `科目${at}`, at + 1.25, at, 1.25, 0, 0, 0]);
  return XLSX.write({ SheetNames: ['支出'], Sheets: { 支出: XLSX.utils.aoa_to_sheet([...head, ...body]) } }, { type: 'buffer', compression: true }) as Buffer;
}

async function measured(name: string, bytes: Buffer, rounds: number): Promise<readonly string[]> {
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    XLSX.read(bytes, { type: 'buffer', dense: true });
    const parsed = performance.now();
    const outcome = await importWorkbook(bytes, 'bench.xlsx', templates);
    if (!outcome.ok) throw new Error(outcome.problem.message);
    times.bare.push(parsed - start);
    times.ours.push(performance.now() - parsed);
  }
  // The first rounds warm the engine up.
  const [ours, bare] = [times.ours, times.bare].map((list) => list.slice(Math.floor(rounds / 3)));
  const [import50, bare50] = [quantile(ours ?? [], 0.5), quantile(bare ?? [], 0.5)];
  return [name, milliseconds(import50), milliseconds(bare50), ratio(import50, bare50), ratio(quantile(ours ?? [], 0.95), quantile(bare ?? [], 0.95))];
}

printTable('Import to a recognised document, checked; bare parse by SheetJS', [
  ['workbook', 'import p50', 'parse p50', 'p50', 'p95'],
  await measured('sample, nine tables', readFileSync(new URL('samples/beiguan-2022.xlsx', root)), 30),
  await measured('11,250 rows', longTable(11_250), 6),
  await measured('45,000 rows', longTable(45_000), 3),
]);
