/** The template sets that the command line works with, loaded once each. */
import { join } from 'node:path';
import { loadNarrative, type LoadedNarrative } from '../../shared/narrative/load-narrative.ts';
import { loadTemplate, templateIds } from '../../shared/template/load.ts';
import type { TemplateFiles } from '../../shared/template/set-reader.ts';
import type { Template, TemplateProblem } from '../../shared/template/template.ts';
import { programFolder } from '../files/program-folders.ts';
import { readShippedTemplates } from '../files/template-files.ts';
import { Unusable } from './outcome.ts';

export class TemplateStore {
  private readonly loaded = new Map<string, Template>();

  private constructor(readonly files: TemplateFiles) {}

  /** The sets shipped with the program. */
  static async open(): Promise<TemplateStore> {
    return new TemplateStore(await readShippedTemplates(join(programFolder(), 'templates')));
  }

  ids(): readonly string[] {
    return templateIds(this.files);
  }

  all(): readonly Template[] {
    return this.ids().map((id) => this.get(id));
  }

  /** The set `id`; unusable where there is none or it has mistakes. */
  get(id: string): Template {
    const known = this.loaded.get(id);
    if (known !== undefined) return known;
    if (!this.ids().includes(id)) throw new Unusable(`没有模板“${id}”。可用的模板：${this.ids().join('、')}`);
    const result = loadTemplate(this.files, id);
    if (!result.ok) throw new Unusable(`模板 ${id} 有误：${problemLine(result.problems[0])}。请用 mingzhang template validate 查看全部`);
    this.loaded.set(id, result.template);
    return result.template;
  }

  /** How texts of a set are audited and written. */
  narrative(template: Template): LoadedNarrative {
    return loadNarrative(this.files, template);
  }
}

/** `file:line:column message`, as editors understand it. */
export function problemLine(problem: TemplateProblem | undefined): string {
  return problem === undefined ? '' : `${problem.file}:${problem.line}:${problem.column} ${problem.message}`;
}
