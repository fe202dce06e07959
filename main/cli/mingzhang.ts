/** The command line: reads the arguments, runs one command. Exit status 0, 1 or 2; what can't be used is one line on stderr. */
import { parseArgs } from 'node:util';
import { type ExitStatus, type Output, Unusable } from './outcome.ts';
import { HELP, helpFor } from './help.ts';
import { TemplateStore } from './template-store.ts';

const OPTIONS = {
  template: { type: 'string' }, text: { type: 'string' }, report: { type: 'string' }, json: { type: 'string' }, out: { type: 'string' }, year: { type: 'string' }, map: { type: 'string' }, exact: { type: 'string' },
  draft: { type: 'boolean' }, pdfa: { type: 'boolean' }, styles: { type: 'string' }, plain: { type: 'boolean' }, protect: { type: 'boolean' }, 'one-sheet': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Values = ReturnType<typeof readArguments>['values'];

/** Which options each command takes. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  check: ['template', 'text', 'json', 'report'], import: ['template', 'year', 'json', 'out', 'map'],
  export: ['template', 'out', 'draft', 'pdfa', 'styles', 'plain', 'protect', 'one-sheet'], template: ['out'],
  roll: ['out', 'year'], merge: ['out'], round: ['out', 'exact'], rules: ['template'],
};

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const option = /'([^']+)'/.exec(message)?.[1] ?? '';
    throw new Unusable(`参数 ${option.split(' ')[0]} 有误或缺少值。请运行 mingzhang --help 查看用法`);
  }
}

async function run(args: readonly string[], output: Output): Promise<ExitStatus> {
  const { values, positionals } = readArguments(args);
  const [command, ...rest] = positionals;
  if (command === undefined) {
    if (values.help !== true) throw new Unusable(`没有写要做什么。可用：${Object.keys(TAKES).join('、')}；用法见 mingzhang --help`);
    output.out(HELP);
    return 0;
  }
  const takes = TAKES[command];
  if (takes === undefined) throw new Unusable(`没有命令“${command}”。可用：${Object.keys(TAKES).join('、')}；用法见 mingzhang --help`);
  if (values.help === true) {
    output.out(helpFor(command));
    return 0;
  }
  const stray = Object.keys(values).find((name) => name !== 'help' && !takes.includes(name));
  if (stray !== undefined) throw new Unusable(`${command} 没有参数 --${stray}。请运行 mingzhang ${command} --help 查看用法`);
  return dispatch(command, rest, values, output);
}

async function dispatch(command: string, rest: readonly string[], values: Values, output: Output): Promise<ExitStatus> {
  const store = await TemplateStore.open();
  switch (command) {
    case 'check':
      return (await import('./check-command.ts')).check(only(rest, command), values, store, output);
    case 'import':
      return (await import('./import-command.ts')).importInto(only(rest, command), { ...values, out: values.out, year: yearOf(values.year) }, store, output);
    case 'export':
      return (await import('./export-command.ts')).exportTo(only(rest, command), { ...values, out: values.out, draft: values.draft ?? false }, store, output);
    case 'roll':
      return (await import('./roll-command.ts')).roll(only(rest, command), { out: values.out, year: yearOf(values.year) }, store, output);
    case 'round':
      return (await import('./round-command.ts')).round(only(rest, command), { out: values.out, exact: values.exact }, store, output);
    case 'rules':
      return (await import('./rules-command.ts')).rules(rest.join(' '), values.template, store, output);
    case 'merge':
      return (await import('./merge-command.ts')).merge(rest, values.out, store, output);
    default:
      return (await import('./template-command.ts')).template(rest, values.out, store, output);
  }
}

function only(rest: readonly string[], command: string): string {
  const [path, ...more] = rest;
  if (path === undefined) throw new Unusable(`${command} 需要一个文件。请运行 mingzhang ${command} --help 查看用法`);
  if (more.length > 0) throw new Unusable(`${command} 一次只处理一个文件，多出：${more.join(' ')}。请分别运行`);
  return path;
}

function yearOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^(?:19|20|21)\d\d$/.test(text)) throw new Unusable(`--year ${text}：年度应为四位数。请写如 --year 2023`);
  return Number(text);
}

// A reader such as `head` that has seen enough closes the pipe; the command still ends with its own status.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
const terminal: Output = { out: (text) => void process.stdout.write(text), isTerminal: process.stdout.isTTY === true };

try {
  process.exitCode = await run(process.argv.slice(2), terminal);
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  process.stderr.write(`${error.message.replace(/\s*\n\s*/g, ' ')}\n`);
  process.exitCode = 2;
}
