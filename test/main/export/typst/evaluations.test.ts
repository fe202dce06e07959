import { describe, expect, it } from 'vitest';
import type { Document, RowData } from '../../../../shared/document/document.ts';
import { renderPdf } from '../../../../main/export/typst/render-report.ts';
import { Engine } from '../../../../shared/formula/engine.ts';
import { outlineReport } from '../../../../shared/report/outline.ts';
import { consistentEvaluations, sampleWithEvaluations, withFilled } from '../../../fixtures/evaluation-document.ts';
import { HENAN } from '../../../fixtures/sample-document.ts';
import { newDocument } from '../../../../shared/template/new-document.ts';
import { pageTexts } from './pdf-reading.ts';

function printed(document: Document): readonly string[] {
  return pageTexts(renderPdf(outlineReport(new Engine(HENAN, document)), { draft: false, archival: false }).pdf);
}

describe('self-evaluations in print', () => {
  it('follow the tables, each on its page, with every word and score', () => {
    const pages = printed(sampleWithEvaluations());
    const own = pages.slice(-3);
    expect(own.map((page) => page.split('\n').find((line) => line.includes('自评表'))?.trim())).toEqual(['安阳市北关区工业和信息化局部门整体自评表', '国家高新技术企业认定奖补项目自评表', '企业研发财政补助项目自评表']);
    for (const words of ['77.48%', '97.32', '服务细节仍需完善', '≥90%', '1,489.65']) expect(own[0]).toContain(words);
    expect(pages[1]).toMatch(/企业研发财政补助项目自评表.*13/u);
  });

  it('have the headings of the indicators on every page of a long one', () => {
    const rows = Array.from({ length: 90 }, (_none, at): RowData => ({ key: `甲${at}`, name: `指标甲${at}`, group: at < 80 ? '产出指标' : '效益指标', cells: { 二级指标: { text: '数量指标' }, 年度指标值: { text: '完成' }, 偏差原因: { text: '情况说明'.repeat(5) } } }));
    const pages = printed(withFilled(newDocument(HENAN, { department: '某局' }), 'E01', [['项目名称', '内容', '长项目']], rows));
    const own = pages.filter((page) => page.includes('指标甲'));
    expect(own.length).toBeGreaterThan(2);
    for (const page of own) expect(page).toContain('三级指标');
    for (const page of own.slice(1)) expect(page).toContain('续表');
    for (const { name } of rows) expect(own.join('\n')).toContain(name);
  });

  it('number sixty projects', () => {
    const pages = printed(consistentEvaluations(7, 60));
    expect(pages.filter((page) => /项目\d+项目自评表/u.test(page) && page.includes('实施单位'))).toHaveLength(60);
  });
});
