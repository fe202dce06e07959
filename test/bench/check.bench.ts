/** `check` on the sample as a whole process, against LibreOffice turning the same workbook into a PDF; and where the process spends its start. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTurn, milliseconds, printTable, quantile, ratio, timed } from './timing.ts';

const ROUNDS = 6;
const WARM = 1;
const AIM = 0.5;
/** The sample has one error, so `check` ends with 1. */
const FOUND_ERRORS = 1;

const root = fileURLToPath(new URL('../..', import.meta.url));
const sample = join(root, 'samples', 'beiguan-2022.xlsx');

function run(command: string, args: readonly string[], expected: number): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (error !== undefined) throw new Error(`${command} 无法运行：${error.message}`);
  if (status !== expected) throw new Error(`${command} ${args.join(' ')} 以 ${status} 结束：${stderr}`);
  return stdout;
}

function check(): string {
  return run('npm', ['run', '-s', 'mingzhang', '--', 'check', sample], FOUND_ERRORS);
}

/** How long a process takes that does only the first part of what `check` does. */
function startup(): readonly (readonly string[])[] {
  const median = (work: () => void): number => quantile(Array.from({ length: 5 }, () => timed(work)), 0.5);
  const parts: readonly (readonly [string, () => void])[] = [
    ['node 空进程', () => void run('node', ['-e', '0'], 0)],
    ['npm run 空脚本', () => void run('npm', ['run', '-s', '--if-present', 'nothing'], 0)],
    ['命令行：--help（不读表）', () => void run('npm', ['run', '-s', 'mingzhang', '--', '--help'], 0)],
    ['命令行：check 样表', () => void check()],
  ];
  return parts.map(([name, work]) => [name, milliseconds(median(work))]);
}

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-bench-'));
try {
  if (!check().includes('1.74')) throw new Error('check 没有报告样表的差错');
  const convert = (): void => void run('soffice', [`-env:UserInstallation=file://${join(folder, 'profile')}`, '--headless', '--convert-to', 'pdf', '--outdir', folder, sample], 0);
  const times = inTurn(ROUNDS, WARM, () => void check(), convert);
  const rows = ([0.5, 0.95] as const).map((at) => {
    const [ours, theirs] = [quantile(times.ours, at), quantile(times.theirs, at)];
    return [`p${at * 100}`, milliseconds(ours), milliseconds(theirs), ratio(ours, theirs), `< ${AIM}×`];
  });
  printTable('样表整个进程：mingzhang check / soffice --convert-to pdf', [['', 'check', 'soffice', '比', '目标'], ...rows]);
  printTable('check 的启动（中位数）', startup());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
