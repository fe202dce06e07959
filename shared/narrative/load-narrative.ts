/** Loads what a template set says about its 情况说明: `narrative.yaml` (how a text is audited) and `text.yaml` (how one is written). Read when needed, not with the tables. */
import { SetReader, type TemplateFiles } from '../template/set-reader.ts';
import type { Template, TemplateProblem } from '../template/template.ts';
import { narrativeTextFileSchema, type NarrativeText, readChapters } from './chapters.ts';
import { narrativeFileSchema, type NarrativeRule, narrativeRuleSchema, type NarrativeRules } from './schema.ts';

export interface LoadedNarrative {
  /** Sections and rules of the set and of those it extends; a later one replaces an earlier one of its role, name or id. */
  readonly audit: NarrativeRules;
  /** The chapters to write; null where the set only audits. */
  readonly text: NarrativeText | null;
  readonly problems: readonly TemplateProblem[];
}

/** The narrative of a loaded template. */
export function loadNarrative(files: TemplateFiles, template: Pick<Template, 'chain'>): LoadedNarrative {
  const reader = new SetReader(files);
  const audits = template.chain.flatMap((id) => {
    const file = reader.has(`${id}/narrative.yaml`) ? reader.read(`${id}/narrative.yaml`, narrativeFileSchema, null) : null;
    return file === null ? [] : [{ id, ...file }];
  });
  const texts = template.chain.flatMap((id) => readText(reader, `${id}/text.yaml`) ?? []);
  const audit = {
    sections: latest(audits.flatMap((one) => one.sections), (section) => section.role), rules: wholeRules(reader, audits),
    topics: latest(audits.flatMap((one) => one.topics), (topic) => topic.name), terms: [...new Set(audits.flatMap((one) => one.terms))],
  };
  return { audit, text: texts.at(-1) ?? null, problems: reader.problems };
}

/** One of each name, the last of it, in the place of the first. */
function latest<T>(all: readonly T[], nameOf: (one: T) => string): readonly T[] {
  return [...new Map(all.map((one) => [nameOf(one), one])).values()];
}

/** The rules of all sets, base first; a later set restates of a rule what differs. */
function wholeRules(reader: SetReader, audits: readonly { readonly id: string; readonly rules: readonly { readonly id: string }[] }[]): readonly NarrativeRule[] {
  const rules = new Map<string, NarrativeRule>();
  for (const { id: set, rules: stated } of audits) {
    stated.forEach((rule, at) => {
      const whole = narrativeRuleSchema.safeParse({ ...rules.get(rule.id), ...rule });
      if (whole.success) rules.set(rule.id, whole.data);
      else reader.report({ file: `${set}/narrative.yaml`, path: ['rules', at, 'id'] }, `所继承的模板没有规则 ${rule.id}，须写明 says（一句话说明）和 severity（级别）`);
    });
  }
  return [...rules.values()];
}

function readText(reader: SetReader, file: string): NarrativeText | null {
  if (!reader.has(file)) return null;
  const content = reader.read(file, narrativeTextFileSchema, null);
  if (content === null) return null;
  return readChapters(content, (path, at, message) => reader.report({ file, path }, `${message}（第 ${at + 1} 字）`));
}
