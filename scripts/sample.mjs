/** `npm run sample`: the main job on the sample workbook that the repository ships — import, check, PDF, workbook — under out/sample. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join('out', 'sample');
mkdirSync(join(checkout, out), { recursive: true });

const document = join(out, 'beiguan-2022.mingzhang');
// The published sample contains a true error, so import and check end with 1 and the report leaves as a draft.
step('一、导入样例工作簿', ['import', join('samples', 'beiguan-2022.xlsx'), '--out', document], [0, 1]);
step('二、校验', ['check', document], [0, 1]);
step('三、导出 PDF（草稿）', ['export', document, '--out', join(out, 'report.pdf'), '--draft']);
step('四、导出带公式的工作簿（草稿）', ['export', document, '--out', join(out, 'tables.xlsx'), '--draft']);
process.stdout.write(`\n完成。请查看 ${out} 中的 report.pdf 和 tables.xlsx。\n`);

function step(title, args, allowed = [0]) {
  process.stdout.write(`\n${title}：mingzhang ${args.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, [join(checkout, 'scripts', 'mingzhang.mjs'), ...args], { cwd: checkout, stdio: 'inherit' });
  if (!allowed.includes(status ?? 2)) process.exit(status ?? 2);
}
