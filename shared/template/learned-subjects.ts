/** 科目 that users confirmed by importing them, kept per year: lists differ from year to year, and the shipped ones are not complete. */
import { z } from 'zod';
import type { Document } from '../document/document.ts';
import type { Classification, Template } from './template.ts';

const namesSchema = z.record(z.string().regex(/^\d{3,7}$/), z.string().min(1));
/** The list as it is kept. */
export const subjectListSchema = z.strictObject({ years: z.record(z.string().regex(/^\d{4}$/), z.strictObject({ functional: namesSchema, economic: namesSchema })) });

/** Code → name by classification, by year. */
export type SubjectList = Readonly<z.infer<typeof subjectListSchema>>;

/** A list that has not begun. */
export const NO_SUBJECTS: SubjectList = { years: {} };

/** The list with every 科目 of the document that the template does not know. A name met later for a code replaces the one kept. */
export function grownList(list: SubjectList, document: Document, template: Template): SubjectList {
  const learned: Record<Classification, Record<string, string>> = { functional: {}, economic: {} };
  for (const table of template.tables) {
    const kind = table.subjects?.list;
    if (kind === undefined) continue;
    for (const { code, name } of document.tables[table.id]?.rows ?? []) {
      const isKnown = code === undefined || template.subjects[kind].has(code) || table.subjects?.preset.some((preset) => preset.code === code) === true;
      if (!isKnown && name !== undefined && isSubjectCode(code, kind)) learned[kind][code] = name;
    }
  }
  const year = String(document.year);
  const before = list.years[year] ?? { functional: {}, economic: {} };
  return { years: { ...list.years, [year]: { functional: { ...before.functional, ...learned.functional }, economic: { ...before.economic, ...learned.economic } } } };
}

/** The template with the 科目 that were learned for `year`; its own names win. */
export function withLearnedSubjects(template: Template, list: SubjectList, year: number): Template {
  const learned = list.years[String(year)];
  if (learned === undefined) return template;
  const merged = (kind: Classification): ReadonlyMap<string, string> => new Map([...Object.entries(learned[kind]), ...template.subjects[kind]]);
  return { ...template, subjects: { functional: merged('functional'), economic: merged('economic') } };
}

function isSubjectCode(code: string, kind: Classification): boolean {
  return (kind === 'functional' ? /^2\d{2}(?:\d\d){0,2}$/ : /^[35]\d{2}(?:\d\d)?$/).test(code);
}
