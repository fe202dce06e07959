/** Loads what a template set says about its 情况说明: `narrative.yaml` (how a text is audited) and `text.yaml` (how one is written). Read when needed, not with the tables. */
import { SetReader, type TemplateFiles } from '../template/set-reader.ts';
import type { Template, TemplateProblem } from '../template/template.ts';
import { narrativeTextFileSchema, type NarrativeText, readChapters } from './chapters.ts';
import { narrativeFileSchema, type NarrativeRule, type NarrativeRules, type NarrativeSection } from './schema.ts';

export interface LoadedNarrative {
  /** Sections and rules of the set and of those it extends; a later one replaces an earlier one of its role or id. */
  readonly audit: NarrativeRules;
  /** The chapters to write; null where the set only audits. */
  readonly text: NarrativeText | null;
  readonly problems: readonly TemplateProblem[];
}

/** The narrative of a loaded template. */
export function loadNarrative(files: TemplateFiles, template: Pick<Template, 'chain'>): LoadedNarrative {
  const reader = new SetReader(files);
  const sections = new Map<string, NarrativeSection>();
  const rules = new Map<string, NarrativeRule>();
  let text: NarrativeText | null = null;
  for (const id of template.chain) {
    const audit = reader.has(`${id}/narrative.yaml`) ? reader.read(`${id}/narrative.yaml`, narrativeFileSchema, null) : null;
    for (const section of audit?.sections ?? []) sections.set(section.role, section);
    for (const rule of audit?.rules ?? []) rules.set(rule.id, rule);
    text = readText(reader, `${id}/text.yaml`) ?? text;
  }
  return { audit: { sections: [...sections.values()], rules: [...rules.values()] }, text, problems: reader.problems };
}

function readText(reader: SetReader, file: string): NarrativeText | null {
  if (!reader.has(file)) return null;
  const content = reader.read(file, narrativeTextFileSchema, null);
  if (content === null) return null;
  return readChapters(content, (path, at, message) => reader.report({ file, path }, `${message}（第 ${at + 1} 字）`));
}
