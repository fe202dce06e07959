import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '../../../shared/amount/amount.ts';
import { review } from '../../../shared/check/finding.ts';
import { cellContent, type CellRef, type Document, withCell } from '../../../shared/document/document.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { asPrinted, consistentEvaluations, sampleWithEvaluations } from '../../fixtures/evaluation-document.ts';
import { cellsOf } from '../../fixtures/printed-document.ts';
import { HENAN } from '../../fixtures/sample-document.ts';

const RULES = /^E\d/u;

describe('the self-evaluations of the sample', () => {
  const { findings } = review(new Engine(HENAN, sampleWithEvaluations()));
  const found = findings.filter(({ rule, table }) => RULES.test(rule) && !(rule === 'E04b' && table !== 'E00')).map(({ rule, severity, table, cells: [cell], difference }) => [rule, severity, table, cell?.row, cell?.column, difference]);

  it('shows what a careful reader finds, and nothing else', () => {
    expect(found).toEqual([
      // 1489.65 is 8.29 more than the three sources: the budget of 单位资金 was counted as spent.
      ['E01', 'error', 'E00', '预算总额', '全年执行数', '8.29'],
      // The scores printed add up to 97.85.
      ['E03', 'error', 'E00', '总分', '得分', '-0.53'],
      ['E08', 'warning', 'E00', '预算总额', '全年执行数', '8.29'],
      // 90 % of what was to be certified, 9 of 10, no reason.
      ['E04', 'warning', 'E01', '通过高企申报要求', '偏差原因', null],
      // “>2家”, 2 achieved, full marks.
      ['E04a', 'warning', 'E02', '有研发活动的企业数量', '年度指标值', null],
    ]);
  });

  it('says of which indicator it speaks, and what stands there', () => {
    const finding = findings.find(({ rule }) => rule === 'E04a');
    expect(finding?.message).toBe('企业研发财政补助项目自评表：有研发活动的企业数量（年度指标值 >2家，实际完成值 2家，得分 10，分值 10）实际完成值未达到年度指标值的，不应得满分');
  });

  it('knows the total and the rates', () => {
    const engine = new Engine(HENAN, sampleWithEvaluations());
    const value = (table: string, row: string, column: string): string | null => engine.computedValue({ table, row, column })?.toString() ?? null;
    expect([value('E00', '总分', '分值'), value('E00', '预算总额', '执行率'), value('E00', '预算总额', '得分'), value('E00', '投入管理指标', '分值')]).toEqual(['100', '77.48', '8.61', '30']);
    expect([value('E01', '预算总额', '得分'), value('E01', '总分', '得分'), value('E02', '总分', '得分')]).toEqual(['9.67', '96.34', '98.41']);
  });
});

describe('generated self-evaluations', () => {
  const seeds = fc.record({ seed: fc.integer({ min: 1, max: 1_000_000 }), projects: fc.integer({ min: 0, max: 4 }) });

  it('find nothing where everything agrees', () => {
    fc.assert(fc.property(seeds, ({ seed, projects }) => {
      const document = asPrinted(HENAN, consistentEvaluations(seed, projects));
      expect(review(new Engine(HENAN, document)).findings.filter(({ rule }) => RULES.test(rule))).toEqual([]);
    }), { numRuns: 150 });
  });

  it('find every score, weight, amount and rate that was changed, at its place', () => {
    fc.assert(fc.property(seeds, fc.nat(10_000), fc.boolean(), ({ seed, projects }, pick, up) => {
      const document = asPrinted(HENAN, consistentEvaluations(seed, projects));
      const tied = cellsOf(document).filter(([, content]) => isFigure(content));
      const [ref] = tied[pick % tied.length] ?? [];
      if (ref === undefined) throw new Error('nothing to change');
      const changed = withCell(document, ref, shifted(document, ref, up ? 1 : -1));
      const findings = review(new Engine(HENAN, changed)).findings.filter(({ rule, isTail }) => RULES.test(rule) && !isTail);
      const named = findings.filter(({ cells }) => cells.some((cell) => cell.table === ref.table && (cell.row === ref.row || cell.column === ref.column)));
      expect(named, `${ref.table} ${ref.row} ${ref.column}`).not.toEqual([]);
      expect(findings.filter(({ table }) => table !== ref.table)).toEqual([]);
    }), { numRuns: 300 });
  });
});

function isFigure(content: unknown): boolean {
  return typeof content === 'string' || (typeof content === 'object' && content !== null && 'declared' in content);
}

function shifted(document: Document, ref: CellRef, by: number): string | { declared: string } {
  const content = cellContent(document, ref);
  const text = typeof content === 'string' ? content : content !== null && 'declared' in content ? content.declared : null;
  const before = decimal(text ?? '0');
  const moved = before.plus(before.lt(1) ? 1 : by).toFixed();
  return typeof content === 'string' ? moved : { declared: moved };
}
