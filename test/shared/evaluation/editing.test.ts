import { describe, expect, it } from 'vitest';
import { openDocument, serialise } from '../../../shared/document/file.ts';
import { type Document, type RowData, withTable } from '../../../shared/document/document.ts';
import { applyEdit, type Edit, invertEdit, setCell } from '../../../shared/document/edit.ts';
import { rollDocument } from '../../../shared/document/roll.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { newEvaluation, withEvaluations } from '../../../shared/template/evaluations.ts';
import { newDocument } from '../../../shared/template/new-document.ts';
import { sampleWithEvaluations } from '../../fixtures/evaluation-document.ts';
import { HENAN } from '../../fixtures/sample-document.ts';

const sample = sampleWithEvaluations();

function titles(document: Document): readonly string[] {
  return withEvaluations(HENAN, document).tables.filter(({ form }) => form !== null).map(({ title }) => title);
}

function begun(form: string, document: Document): Edit {
  const template = HENAN.forms.find(({ id }) => id === form);
  const found = template === undefined ? null : newEvaluation(template, document);
  if (found === null) throw new Error(`no further ${form}`);
  return { kind: 'add-evaluation', at: document.evaluations?.length ?? 0, evaluation: { ...found.evaluation }, data: structuredClone(found.data) as Extract<Edit, { kind: 'add-evaluation' }>['data'] };
}

describe('self-evaluations of a document', () => {
  it('are tables with titles of their own', () => {
    expect(titles(sample)).toEqual(['安阳市北关区工业和信息化局部门整体自评表', '国家高新技术企业认定奖补项目自评表', '企业研发财政补助项目自评表']);
  });

  it('begin with what the form suggests, are one for the department and any number for projects, and are taken back whole', () => {
    const empty = newDocument(HENAN, { department: '某局' });
    const edits = ['E00', 'E01', 'E01'].reduce<{ document: Document; edits: readonly Edit[] }>((sum, form) => {
      const edit = begun(form, sum.document);
      return { document: applyEdit(sum.document, edit), edits: [edit, ...sum.edits] };
    }, { document: empty, edits: [] });
    expect(titles(edits.document)).toEqual(['某局部门整体自评表', '项目自评表（1）', '项目自评表（2）']);
    expect(() => begun('E00', edits.document)).toThrow();
    expect(edits.document.tables['E00']?.rows.filter(({ group }) => group === '投入管理指标')).toHaveLength(20);
    expect(edits.edits.map(invertEdit).reduce(applyEdit, edits.document)).toEqual(empty);
  });

  it('follow their words: a project renamed, an indicator reworded, a target reached', () => {
    const engine = new Engine(HENAN, sample);
    const rename = setCell(sample, { table: 'E02', row: '项目名称', column: '内容' }, { text: '研发补助' });
    const document = applyEdit(sample, rename);
    expect(engine.update(document, [rename]).structural).toBe(true);
    expect(engine.template.tables.at(-1)?.title).toBe('研发补助项目自评表');
    const reach = setCell(document, { table: 'E02', row: '有研发活动的企业数量', column: '实际完成值' }, { text: '3家' });
    const failing = (): number => engine.checks().filter(({ check, state }) => check.rule === 'E04a' && state === 'failed').length;
    expect(failing()).toBe(1);
    expect(engine.update(applyEdit(document, reach), [reach]).structural).toBe(false);
    expect(failing()).toBe(0);
  });

  it('take an indicator under another group with its weight', () => {
    const edit: Edit = { kind: 'regroup-row', table: 'E00', row: '服务企业', from: '效益指标', to: '产出' };
    const engine = new Engine(HENAN, applyEdit(sample, edit));
    const weight = (row: string): string | undefined => engine.value({ table: 'E00', row, column: '分值' })?.toString();
    expect([weight('产出指标'), weight('效益指标'), weight('总分')]).toEqual(['40', '20', '100']);
  });

  it('count an indicator under a group that the form does not know', () => {
    const own: RowData = { key: '甲', name: '甲', group: '本部门自设指标', cells: { 分值: '4', 得分: '3' } };
    const data = sample.tables['E00'];
    if (data === undefined) throw new Error('no E00');
    const engine = new Engine(HENAN, withTable(sample, 'E00', { ...data, rows: [...data.rows, own] }));
    expect(engine.computedValue({ table: 'E00', row: '总分', column: '分值' })?.toString()).toBe('104');
  });

  it('survive the file, and a file from before them opens as it is', () => {
    expect(openDocument(serialise(sample))).toEqual({ ok: true, document: sample });
    const { evaluations: _none, ...before } = newDocument(HENAN, { department: '某局' });
    expect(openDocument(serialise(before))).toEqual({ ok: true, document: before });
  });

  it('come into the next year with indicators, targets and weights, without what was achieved', () => {
    const next = rollDocument(sample, 2023, HENAN);
    expect(titles(next)).toEqual(titles(sample));
    const row = next.tables['E00']?.rows.find(({ key }) => key === '预算调整率');
    expect(row).toEqual({ key: '预算调整率', name: '预算调整率', group: '投入管理指标', cells: { 二级指标: { text: '预算和财务管理' }, 年度指标值: { text: '≤30%' }, 分值: '1' } });
    expect(next.tables['E01']?.rows.find(({ key }) => key === '政府预算资金')?.cells).toEqual({});
    const prior = new Engine(HENAN, next).priorEngine();
    expect(prior?.value({ table: 'E00', row: '预算调整率', column: '得分' })?.toString()).toBe('0.81');
  });
});
