/**
 * Loads what a template set says about its texts: `narrative.yaml` (how a text is audited), `text.yaml` (how one is written) and
 * `glossary.yaml` (名词解释). Read when needed, not with the tables.
 */
import { z } from 'zod';
import { KEPT_FIELD } from '../document/text-keys.ts';
import { parseExpression } from '../formula/parse.ts';
import { type Expression, FormulaSyntaxError, type Loop } from '../formula/syntax.ts';
import { formulaProblem } from '../template/bind.ts';
import { SetReader, type TemplateFiles } from '../template/set-reader.ts';
import type { Template, TemplateProblem } from '../template/template.ts';
import { type GlossaryTerm, glossaryFileSchema, narrativeTextFileSchema, type NarrativeText, SentenceReader } from './chapters.ts';
import { narrativeFileSchema, type NarrativeRule, narrativeRuleSchema, type NarrativeRules, type NarrativeSection } from './schema.ts';
import type { SentenceNode } from './sentence.ts';

export interface LoadedNarrative {
  /** Sections and rules of the set and of those it extends; a later one replaces an earlier one of its role, name or id. */
  readonly audit: NarrativeRules;
  /** The texts to write; null where the set only audits. */
  readonly text: NarrativeText | null;
  readonly problems: readonly TemplateProblem[];
}

/** The narrative of a loaded template. */
export function loadNarrative(files: TemplateFiles, template: Template): LoadedNarrative {
  const reader = new SetReader(files);
  const audits = template.chain.flatMap((id) => {
    const name = `${id}/narrative.yaml`;
    const file = reader.has(name) ? reader.read(name, narrativeFileSchema, null) : null;
    // What a set inherits may speak of rows that its forms do not have.
    if (id === template.chain.at(-1)) file?.sections.forEach((section, at) => bindSection(section, template, (path, message) => reader.report({ file: name, path: ['sections', at, ...path] }, message)));
    return file === null ? [] : [{ id, ...file }];
  });
  const approve = (formula: Expression | Loop): void => {
    const problem = formulaProblem(template, formula);
    if (problem !== null) throw new FormulaSyntaxError(problem.message, problem.at);
  };
  const text = template.chain.flatMap((id) => readText(reader, `${id}/text.yaml`, approve) ?? []).at(-1) ?? null;
  const terms = template.chain.reduce<readonly GlossaryTerm[]>((inherited, id) => withTerms(inherited, readTerms(reader, `${id}/glossary.yaml`, approve)), []);
  const audit = {
    sections: latest(audits.flatMap((one) => one.sections), (section) => section.role), rules: wholeRules(reader, audits),
    topics: latest(audits.flatMap((one) => one.topics), (topic) => topic.name), terms: [...new Set(audits.flatMap((one) => one.terms))],
    deadline: deadlineOf(files, template.chain),
  };
  return { audit, text: text === null ? null : { ...text, terms }, problems: reader.problems };
}

/** Reports formulas that mean nothing in the set. Of several for one figure it is enough that one means something. */
function bindSection({ subjects, mentions, tallies }: NarrativeSection, template: Template, report: (path: readonly (string | number)[], message: string) => void): void {
  const bind = (path: readonly (string | number)[], formulas: string | readonly string[] | undefined): void => {
    const problems = [formulas ?? []].flat().map((formula) => formulaProblem(template, parseExpression(formula)));
    const [first] = problems;
    if (first != null && !problems.includes(null)) report(path, first.message);
  };
  subjects.forEach((subject, at) => {
    for (const key of ['is', 'budget', 'prior'] as const) bind(['subjects', at, key], subject[key]);
  });
  mentions.forEach(({ when }, at) => bind(['mentions', at, 'when'], when));
  tallies.forEach(({ is }, at) => bind(['tallies', at, 'is'], is));
}

/** The 公开前检查 is read, and its mistakes are told, elsewhere; here only the one figure is wanted that texts are held to as well. */
const deadlineSchema = z.object({ items: z.array(z.object({ id: z.string(), days: z.number().optional() })).default([]), without: z.array(z.string()).default([]) });

function deadlineOf(files: TemplateFiles, chain: readonly string[]): number | null {
  const reader = new SetReader(files);
  const contents = chain.flatMap((id) => (reader.has(`${id}/publication.yaml`) ? (reader.read(`${id}/publication.yaml`, deadlineSchema, null) ?? []) : []));
  const deadlines = new Map<string, number>();
  for (const { items, without } of contents) {
    for (const gone of without) deadlines.delete(gone);
    for (const { id, days } of items) if (days !== undefined) deadlines.set(id, days);
  }
  return [...deadlines.values()].at(-1) ?? null;
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

function readText(reader: SetReader, file: string, approve: (formula: Expression | Loop) => void): Omit<NarrativeText, 'terms'> | null {
  const content = reader.has(file) ? reader.read(file, narrativeTextFileSchema, null) : null;
  if (content === null) return null;
  const { phrases } = content;
  const sentences = new SentenceReader(phrases, approve, (path, message) => reader.report({ file, path }, message));
  const overview = sentences.chapters(content.overview, 'overview');
  overview.forEach(({ paragraphs }, chapter) => paragraphs.forEach((nodes, at) => {
    for (const key of fieldsOf(nodes)) if (!KEPT_FIELD.test(key)) reader.report({ file, path: ['overview', chapter, 'text', at] }, `概况的填写项应以“概况.”开头，如 {填 概况.主要职责：…}，写了“${key}”`);
  }));
  return { phrases, overview, chapters: sentences.chapters(content.chapters, 'chapters') };
}

function readTerms(reader: SetReader, file: string, approve: (formula: Expression | Loop) => void): readonly GlossaryTerm[] {
  const content = reader.has(file) ? reader.read(file, glossaryFileSchema, null) : null;
  if (content === null) return [];
  content.terms.forEach(({ term }, at) => {
    if (content.terms.findIndex((other) => other.term === term) < at) reader.report({ file, path: ['terms', at, 'term'] }, `名词“${term}”在本文件中写了两次`);
  });
  return new SentenceReader({}, approve, (path, message) => reader.report({ file, path }, message)).terms(content);
}

/** A set's own terms come first, in its order; then those it inherits and does not explain anew. */
function withTerms(inherited: readonly GlossaryTerm[], own: readonly GlossaryTerm[]): readonly GlossaryTerm[] {
  return [...own, ...inherited.filter(({ term }) => !own.some((one) => one.term === term))];
}

/** Keys of every field that stands in a sentence, in any branch. */
function fieldsOf(nodes: readonly SentenceNode[]): readonly string[] {
  return nodes.flatMap((node): readonly string[] => {
    if (node.kind === 'field') return [node.key];
    if (node.kind === 'join') return node.parts.flatMap(fieldsOf);
    if (node.kind === 'choose') return node.branches.flatMap((branch) => fieldsOf(branch.body));
    return node.kind === 'each' ? fieldsOf(node.body) : [];
  });
}
