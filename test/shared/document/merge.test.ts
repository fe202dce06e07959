/** 汇总: what several units report adds up cell by cell, and the sum's own identities hold. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasOpenErrors, review } from '../../../shared/check/finding.ts';
import type { Document, RowData } from '../../../shared/document/document.ts';
import { openDocument, serialise } from '../../../shared/document/file.ts';
import { leftOutOfMerge, mergeDocuments } from '../../../shared/document/merge.ts';
import { rollDocument } from '../../../shared/document/roll.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { isAmount } from '../../../shared/formula/value.ts';
import { newDocument } from '../../../shared/template/new-document.ts';
import { departmentYear } from '../../fixtures/department-year.ts';
import { HENAN, printedSample } from '../../fixtures/sample-document.ts';

/** A document whose 公开03 holds these rows: code, 基本支出 where it is entered. */
function spending(rows: readonly (readonly [string, string?])[], more: Partial<Document> = {}): Document {
  const fresh = newDocument(HENAN, { department: '某局' });
  const added = rows.map(([code, amount]): RowData => ({ key: code, code, cells: amount === undefined ? {} : { 2: amount } }));
  return { ...fresh, ...more, tables: { ...fresh.tables, T03: { ...fresh.tables['T03'], rows: [...(fresh.tables['T03']?.rows ?? []), ...added] } } };
}

function merged(...documents: readonly [Document, ...Document[]]): Engine {
  const [first, ...others] = documents.map((document) => new Engine(HENAN, document));
  if (first === undefined) throw new Error('nothing to add up');
  return new Engine(HENAN, mergeDocuments([first, ...others], '某局'));
}

const amountAt = (engine: Engine, row: string, column = '2'): string | null => {
  const value = engine.value({ table: 'T03', row, column });
  return isAmount(value) ? value.toFixed(2) : null;
};

describe('merging documents', () => {
  it('adds up 科目 by code, whatever their order, and keeps those of one unit', () => {
    const sum = merged(spending([['206'], ['20603'], ['2060302', '1.10'], ['2060301', '2']]), spending([['206'], ['20603'], ['2060301', '0.05'], ['2060399', '3']]));
    expect(sum.document.tables['T03']?.rows.flatMap((row) => row.code ?? [])).toEqual(['206', '20603', '2060301', '2060302', '2060399']);
    expect(['2060301', '2060302', '2060399', '20603', '206', '合计'].map((row) => amountAt(sum, row))).toEqual(['2.05', '1.10', '3.00', '6.15', '6.15', '6.15']);
  });

  it('keeps a 款 that one unit reports without its 项', () => {
    const sum = merged(spending([['206'], ['20603'], ['2060301', '2']]), spending([['206'], ['20603', '5']]));
    expect(['2060301', '20603', '206'].map((row) => amountAt(sum, row))).toEqual(['2.00', '7.00', '7.00']);
  });

  it('stays blank where all are blank, and is 0 where one says 0', () => {
    const sum = merged(spending([['2060301', '0']]), spending([['2060302', '1']]));
    expect([amountAt(sum, '2060301'), amountAt(sum, '2060301', '3')]).toEqual(['0.00', null]);
  });

  it('adds up columns that the form does not know', () => {
    const withColumn = (amount: string): Document => {
      const document = spending([]);
      return { ...document, tables: { ...document.tables, T03: { rows: [{ key: '2060301', code: '2060301', cells: { 会议费: amount } }], extraColumns: { 会议费: '其中：会议费' } } } };
    };
    const { rows = [], extraColumns } = merged(withColumn('1.5'), withColumn('2')).document.tables['T03'] ?? {};
    expect([rows.find((row) => row.key === '2060301')?.cells['会议费'], extraColumns]).toEqual(['3.5', { 会议费: '其中：会议费' }]);
  });

  it('adds up last year where all have it, and says when it can not', () => {
    const next = (amount: string): Document => rollDocument(spending([['2060301', amount]]), 2023, HENAN);
    const both = merged(next('1'), next('2'));
    const prior = both.priorEngine();
    expect(prior === null ? null : [prior.document.year, amountAt(prior, '2060301')]).toEqual([2022, '3.00']);
    const engines = [new Engine(HENAN, next('1')), new Engine(HENAN, { ...spending([]), year: 2023, texts: { '原因.一': '…' } })] as const;
    expect(mergeDocuments(engines, '某局').prior).toBeUndefined();
    expect(leftOutOfMerge(engines)).toEqual({ declared: 0, hasTexts: true, hasRemarks: false, hasEvaluations: false, hasNotes: false, hasWaivers: false, hasPrior: true });
  });

  it('computes printed subtotals anew and counts them', () => {
    const printed = new Engine(HENAN, printedSample());
    expect(leftOutOfMerge([printed, printed]).declared).toBeGreaterThan(0);
  });

  it('says that 说明, 注 and decisions stay behind', () => {
    const plain = spending([]);
    const waivers = [{ rule: 'A17', place: 'T06302,决算数', kind: 'waived', reason: '已更正', state: '1|2' }] as const;
    const noted: Document = { ...plain, waivers, tables: { ...plain.tables, T07: { rows: [], statement: '本年没有此项收支' } } };
    const engines = [new Engine(HENAN, plain), new Engine(HENAN, noted)] as const;
    expect([mergeDocuments(engines, '某局').waivers, mergeDocuments(engines, '某局').tables['T07']?.statement]).toEqual([[], undefined]);
    expect(leftOutOfMerge(engines)).toMatchObject({ hasNotes: true, hasWaivers: true });
  });

  it('of consistent documents is consistent, a document of the format, and the same in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 2, maxLength: 4 }), (seeds) => {
        const documents = seeds.map((seed) => departmentYear(HENAN, seed, { classes: 4, itemsPerClass: 2 }));
        const [first, ...others] = documents;
        const [last, ...before] = [...documents].reverse();
        if (first === undefined || last === undefined) throw new Error('no documents');
        const sum = merged(first, ...others);
        expect(openDocument(serialise(sum.document)).ok).toBe(true);
        expect(hasOpenErrors(review(sum).findings)).toBe(false);
        expect(merged(last, ...before).document).toEqual(sum.document);
      }),
      { numRuns: 15 },
    );
  });
});
