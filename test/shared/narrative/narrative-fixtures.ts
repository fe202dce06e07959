/** The published workbooks, imported, and the rules for their texts. */
import { Engine } from '../../../shared/formula/engine.ts';
import { loadNarrative } from '../../../shared/narrative/load-narrative.ts';
import type { NarrativeRules } from '../../../shared/narrative/schema.ts';
import { imported, realFile, templateFiles, templates } from '../../main/import/import-fixtures.ts';

/** An engine on the document that a published workbook imports as. */
export async function importedEngine(workbook: string): Promise<Engine> {
  const { document } = await imported(realFile(workbook), workbook);
  const template = templates.find((set) => set.id === document.template);
  if (template === undefined) throw new Error(document.template);
  return new Engine(template, document);
}

/** A text of ../shared/data. */
export function realText(name: string): string {
  return realFile(name).toString('utf8');
}

/** The rules for texts that the template sets share. */
export function narrativeRules(): NarrativeRules {
  const [template] = templates;
  if (template === undefined) throw new Error('no template');
  return loadNarrative(templateFiles, { ...template, chain: ['national'] }).audit;
}
