/** `mingzhang template list | validate <folder> | blank <ID>`: for those who issue template sets. */
import { stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { isKnownTest } from '../../shared/check/structure.ts';
import { Engine } from '../../shared/formula/engine.ts';
import { loadPublication } from '../../shared/publication/items.ts';
import { loadNarrative } from '../../shared/narrative/load-narrative.ts';
import { loadTemplate } from '../../shared/template/load.ts';
import { newDocument } from '../../shared/template/new-document.ts';
import { validateTemplate } from '../../shared/template/validate.ts';
import { readTemplateFiles } from '../files/template-files.ts';
import { type ExitStatus, type Output, Unusable } from './outcome.ts';
import { problemLine, type TemplateStore } from './template-store.ts';
import { textTable } from './text-table.ts';
import { requireWritable, writeOutput } from './write-output.ts';

/** Runs the sub-command named first. */
export async function template(args: readonly string[], out: string | undefined, store: TemplateStore, output: Output): Promise<ExitStatus> {
  const [command, subject] = args;
  switch (command) {
    case 'list':
      return list(store, output);
    case 'validate':
      return validate(required(subject, 'template validate 需要模板文件夹，如 templates/henan-2022'), store, output);
    case 'blank':
      return blank(required(subject, 'template blank 需要模板标识，如 henan-2022'), out, store, output);
    default:
      throw new Unusable(`${command === undefined ? 'template 后面没有写做什么' : `没有命令“template ${command}”`}。可用：list、validate <文件夹>、blank <标识> --out blank.xlsx`);
  }
}

function required(value: string | undefined, message: string): string {
  if (value === undefined) throw new Unusable(message);
  return value;
}

function list(store: TemplateStore, output: Output): ExitStatus {
  const rows = store.all().map((set) => [set.id, set.name, set.region, String(set.year), set.unit, String(set.tables.filter((table) => table.isPublished).length)]);
  output.out(`${textTable(['标识', '名称', '地区', '年度', '单位', '表'], rows, [3, 5])}\n`);
  return 0;
}

/** The folder may stand anywhere; what it extends is looked for beside it first, then among the shipped sets. */
async function validate(folder: string, store: TemplateStore, output: Output): Promise<ExitStatus> {
  const path = resolve(folder);
  const there = await stat(path).catch(() => null);
  if (there?.isDirectory() !== true) throw new Unusable(`${folder}：没有这个文件夹。请写模板文件夹的路径，如 templates/henan-2022`);
  const id = basename(path);
  const own = await readTemplateFiles(path);
  const beside = await readTemplateFiles(dirname(path)).catch(() => ({}));
  const files = { ...store.files, ...beside, ...Object.fromEntries(Object.entries(own).map(([name, text]) => [`${id}/${name}`, text])) };
  const loaded = loadTemplate(files, id);
  const problems = [...validateTemplate(files, id, isKnownTest), ...(loaded.ok ? [...loadNarrative(files, loaded.template).problems, ...loadPublication(files, loaded.template).problems] : [])];
  for (const problem of problems) output.out(`${problemLine(problem)}\n`);
  if (problems.length > 0) throw new Unusable(`${folder}：模板有 ${problems.length} 处错误。请按所列位置改正后再校验`);
  output.out(`${folder}：模板没有错误。\n`);
  return 0;
}

async function blank(id: string, out: string | undefined, store: TemplateStore, output: Output): Promise<ExitStatus> {
  if (out === undefined || extname(out).toLowerCase() !== '.xlsx') throw new Unusable('template blank 需要 --out 文件.xlsx。请写明要生成的空表');
  const set = store.get(id);
  await requireWritable(out);
  const { exportTables } = await import('../export/xlsx/export-tables.ts');
  await writeOutput(out, await exportTables(new Engine(set, newDocument(set, { department: '' }))));
  output.out(`已生成空表 ${out}\n`);
  return 0;
}
