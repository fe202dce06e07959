/** The 公开前检查 of a template set: what the regulation demands of a publication, as data read from `publication.yaml` and checked on load. */
import { z } from 'zod';
import { parseExpression } from '../formula/parse.ts';
import type { Expression } from '../formula/syntax.ts';
import { TEXT_PARTS, type TextPart } from '../narrative/report-texts.ts';
import { formulaProblem } from '../template/bind.ts';
import { isRole } from '../template/roles.ts';
import { SetReader, type TemplateFiles } from '../template/set-reader.ts';
import { findTable, type Template, type TemplateProblem } from '../template/template.ts';

const what = { id: z.string().min(1), says: z.string().min(1), source: z.string().optional() };

const itemSchema = z.union([
  /** Tables by role: each is to be in the report, with figures or with the 说明 that it has none. */
  z.strictObject({ ...what, tables: z.array(z.string()).min(1) }),
  /** A formula that must hold, where `when` holds. */
  z.strictObject({ ...what, holds: z.string(), when: z.string().optional() }),
  /** A written part is there, with no place left to fill in. */
  z.strictObject({ ...what, written: z.enum(TEXT_PARTS) }),
  /** No error is open. */
  z.strictObject({ ...what, checked: z.literal(true) }),
  /** Published so many days after 批复 at the latest. */
  z.strictObject({ ...what, days: z.number().int().positive() }),
  /** What no program can see: the accountant ticks it off. */
  z.strictObject({ ...what, confirm: z.literal(true) }),
]);

const publicationFileSchema = z.strictObject({
  items: z.array(itemSchema).default([]),
  /** Ids of items of the sets that this one extends and that do not apply to it. */
  without: z.array(z.string()).default([]),
});

export type PublicationDemand =
  | { readonly kind: 'tables'; readonly roles: readonly string[] }
  | { readonly kind: 'holds'; readonly holds: Expression; readonly when: Expression | null }
  | { readonly kind: 'written'; readonly part: TextPart }
  | { readonly kind: 'checked' | 'confirm' }
  | { readonly kind: 'deadline'; readonly days: number };

export interface PublicationItem {
  readonly id: string;
  /** The demand in one sentence. */
  readonly says: string;
  /** The regulation that demands it. */
  readonly source: string | null;
  readonly demand: PublicationDemand;
}

export interface LoadedPublication {
  readonly items: readonly PublicationItem[];
  readonly problems: readonly TemplateProblem[];
}

type ItemInput = z.infer<typeof itemSchema>;

/** The items of a loaded template: those of the sets that it extends, replaced by id or done without, then its own. */
export function loadPublication(files: TemplateFiles, template: Template): LoadedPublication {
  const reader = new SetReader(files);
  const items = new Map<string, PublicationItem>();
  for (const id of template.chain) {
    const file = `${id}/publication.yaml`;
    const content = reader.has(file) ? reader.read(file, publicationFileSchema, null) : null;
    content?.without.forEach((gone, at) => {
      if (!items.delete(gone)) reader.report({ file, path: ['without', at] }, `所继承的模板没有检查项“${gone}”，有：${[...items.keys()].join('、')}`);
    });
    content?.items.forEach((input, at) => {
      const demand = readDemand(reader, template, { file, path: ['items', at] }, input);
      if (demand !== null) items.set(input.id, { id: input.id, says: input.says, source: input.source ?? null, demand });
    });
  }
  return { items: [...items.values()], problems: reader.problems };
}

function readDemand(reader: SetReader, template: Template, { file, path }: { readonly file: string; readonly path: readonly (string | number)[] }, input: ItemInput): PublicationDemand | null {
  const formula = (key: 'holds' | 'when', text: string): Expression | null => {
    const expression = reader.parse({ file, path: [...path, key], text }, () => parseExpression(text));
    const problem = expression === null ? null : formulaProblem(template, expression);
    if (expression !== null && problem !== null) reader.locate(expression, problem.at, problem.message);
    return expression;
  };
  if ('tables' in input) {
    input.tables.forEach((role, at) => {
      if (!isRole(role) && findTable(template.tables, role) === null) reader.report({ file, path: [...path, 'tables', at] }, `没有表“${role}”，应为表的作用，如 收入表`);
    });
    return { kind: 'tables', roles: input.tables };
  }
  if ('days' in input) return { kind: 'deadline', days: input.days };
  if ('written' in input) return { kind: 'written', part: input.written };
  if ('checked' in input) return { kind: 'checked' };
  if ('confirm' in input) return { kind: 'confirm' };
  const holds = formula('holds', input.holds);
  return holds === null ? null : { kind: 'holds', holds, when: input.when === undefined ? null : formula('when', input.when) };
}
