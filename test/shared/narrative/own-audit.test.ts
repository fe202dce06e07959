/** What a set writes of any figures passes the audit of that set: whatever is negative, zero, blank, or without a last year. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Engine } from '../../../shared/formula/engine.ts';
import { loadNarrative } from '../../../shared/narrative/load-narrative.ts';
import { reviewTexts } from '../../../shared/narrative/review-texts.ts';
import { TEXT_PARTS, writeReportTexts } from '../../../shared/narrative/report-texts.ts';
import type { Template } from '../../../shared/template/template.ts';
import { arbitraryYear, type Year, year } from '../../fixtures/arbitrary-year.ts';
import { departmentYear } from '../../fixtures/department-year.ts';
import { HENAN } from '../../fixtures/sample-document.ts';
import { templateFiles, templates } from '../../main/import/import-fixtures.ts';

/** Counts of the side sheet are drawn at random: that they don't go with an amount or with each other is no fault of what is written. */
const OF_COUNTS = /数量却写|请核实两者的关系/u;

function found(template: Template, shape: Year): readonly string[] {
  const { audit, text } = loadNarrative(templateFiles, template);
  if (text === null) throw new Error(template.id);
  const engine = new Engine(template, arbitraryYear(template, shape));
  return reviewTexts(engine, audit, writeReportTexts(engine, text), TEXT_PARTS).filter(({ message }) => !OF_COUNTS.test(message)).map(({ rule, message, place }) => `${rule} ${message} ${place?.section} ${place?.quote}`);
}

describe.each(templates.map((template) => [template.id, template] as const))('the texts of %s', (_id, template) => {
  it('read without a mistake', () => {
    expect(loadNarrative(templateFiles, template).problems).toEqual([]);
    expect(loadNarrative(templateFiles, template).text?.chapters.length).toBeGreaterThan(12);
  });

  it('pass their own audit, whatever the figures', () => {
    fc.assert(fc.property(year, (shape) => {
      expect(found(template, shape)).toEqual([]);
    }), { numRuns: 40 });
  });
});

describe('the texts of a year in exact amounts', () => {
  it.each([1, 2, 3, 4, 5, 6])('round what they print, and that is no finding (%i)', (seed) => {
    const { audit, text } = loadNarrative(templateFiles, HENAN);
    if (text === null) throw new Error('no text');
    const engine = new Engine(HENAN, { ...departmentYear(HENAN, seed * 977, { classes: 3, itemsPerClass: 2 }), department: '某市某局' });
    const findings = reviewTexts(engine, audit, writeReportTexts(engine, text), TEXT_PARTS).filter(({ message }) => !OF_COUNTS.test(message));
    expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
  });
});
