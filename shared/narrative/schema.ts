/** What a template set says about its 情况说明: sections, the names under which amounts appear there, and the cells they mean. */
import { z } from 'zod';
import { parseExpression } from '../formula/parse.ts';
import { FormulaSyntaxError } from '../formula/syntax.ts';

/** A pattern of words, as a regular expression. */
const pattern = z.string().superRefine((source, context) => {
  try {
    new RegExp(source, 'u');
  } catch {
    context.addIssue({ code: 'custom', message: `应是正则表达式：${source}` });
  }
});

/** A formula over the tables, or over 说明[…]. */
const formula = z.string().superRefine((source, context) => {
  try {
    parseExpression(source);
  } catch (error) {
    if (!(error instanceof FormulaSyntaxError)) throw error;
    context.addIssue({ code: 'custom', message: `应是公式：${source}。${error.message}` });
  }
});

const names = z.array(z.string()).min(1);
const keys = z.array(z.union([z.string(), z.number().int().transform(String)]));

/** A formula over the tables, or several: the first that the document at hand can answer. */
const formulas = z.union([formula, z.array(formula).min(1)]);

const subjectSchema = z.strictObject({
  /** The first is the name in formulas, `说明[名目]`. */
  names,
  /** 决算数. Absent for figures that only the text holds; a blank of a table that is not printed is no figure. */
  is: formulas.optional(),
  /** 预算数, where a table holds it. */
  budget: formulas.optional(),
  /** 上年数, where last year's document or a table that is not printed holds it. */
  prior: formulas.optional(),
});

export const narrativeSectionSchema = z.strictObject({
  role: z.string(),
  /** Pattern of the heading without its number. */
  heading: pattern,
  /** A heading that means the section only in a text where none fits `heading`. */
  otherwise: pattern.optional(),
  within: z.string().optional(),
  /** Roles of the sections inside which the heading may stand; inside any where absent. “收入情况” below 一般公共预算 is not of the whole 收入. */
  under: z.array(z.string()).optional(),
  /** Rule that a wrong amount or share in this section breaks. */
  rule: z.string(),
  /** Subject of amounts before any is named. */
  default: z.string().optional(),
  /** Subject of which shares are taken where the text names no whole. */
  whole: z.string().optional(),
  subjects: z.array(subjectSchema).default([]),
  /** Every amount column of a row is a subject under its title. */
  columns: z.strictObject({ of: z.string(), row: z.string(), except: z.array(z.string()).default([]) }).optional(),
  /** Every row of a set is a subject under its name. */
  rows: z.strictObject({ of: z.string(), set: z.enum(['类', '款', '项', '末级']), column: z.string() }).optional(),
  /** Items written “…（类）…（款）…（项）”. */
  items: z.strictObject({ of: z.string(), column: z.string(), /** Table and column of the items' 年初预算. */ budget: z.strictObject({ of: z.string(), column: z.string() }).optional() }).optional(),
  /** Counts that a table that is not printed holds: the words that lead to one, beside its subject, and its formula. */
  tallies: z.array(z.strictObject({ of: z.string().optional(), words: pattern, units: pattern, is: formula })).default([]),
  /** Rule broken where a row or item with a figure is not written of. */
  complete: z.string().optional(),
  /** Rule by which the shares written must make 100. */
  shares: z.string().optional(),
  /** Rule by which the items' budgets must make the whole's. */
  budgets: z.string().optional(),
  /** Lists “主要包括：…” that must name exactly the 款 with figures. */
  lists: z.array(z.strictObject({ after: pattern, of: z.string(), classes: keys })).default([]),
  /** Words that must occur; other ways to say one follow it after `|`. */
  mentions: z.array(z.strictObject({ rule: z.string(), when: formula.optional(), each: z.array(pattern).min(1) })).default([]),
  /** Formulas over 说明[…] that must hold where all their figures are written. */
  holds: z.array(z.strictObject({ rule: z.string(), is: formula, says: z.string() })).default([]),
  /** Counts of one unit: the first is the sum of those that follow it in its sentence. */
  parts: z.strictObject({ unit: z.string(), rule: z.string(), says: z.string() }).optional(),
  /** Rule broken where a count is written of a subject without an amount, or none of one with an amount. */
  counts: z.string().optional(),
});

const severity = z.enum(['error', 'warning', 'info']);
export const narrativeRuleSchema = z.strictObject({ id: z.string(), says: z.string(), severity });
/** A set that extends another may restate of a rule only what differs. */
const restatedRuleSchema = z.strictObject({ id: z.string(), says: z.string().optional(), severity: severity.optional() });
export const narrativeFileSchema = z.strictObject({
  sections: z.array(narrativeSectionSchema).default([]),
  /** What a whole report must speak of: a pattern of the words that show it does. */
  topics: z.array(z.strictObject({ name: z.string(), words: pattern })).default([]),
  /** Terms that the 名词解释 explains where the report uses them. */
  terms: z.array(z.string()).default([]),
  rules: z.array(restatedRuleSchema).default([]),
});

export type NarrativeSection = z.infer<typeof narrativeSectionSchema>;
export type NarrativeRule = z.infer<typeof narrativeRuleSchema>;
/** How texts are audited. */
export interface NarrativeRules {
  readonly sections: readonly NarrativeSection[];
  readonly topics: readonly { readonly name: string; readonly words: string }[];
  readonly terms: readonly string[];
  readonly rules: readonly NarrativeRule[];
  /** Days from 批复 to 公开, as the set's 公开前检查 demands; null where it demands none. */
  readonly deadline: number | null;
}
