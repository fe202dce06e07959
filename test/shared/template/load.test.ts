import { describe, expect, it } from 'vitest';
import { isKnownTest } from '../../../shared/check/structure.ts';
import { loadTemplate, templateIds, type TemplateFiles } from '../../../shared/template/load.ts';
import { findFixedRow, findTable, type TableTemplate, type Template } from '../../../shared/template/template.ts';
import { validateTemplate } from '../../../shared/template/validate.ts';
import { edited, FILES } from './template-files.ts';

function load(id: string, files: TemplateFiles = FILES): Template {
  const loaded = loadTemplate(files, id);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.template;
}

describe('the sets of this checkout', () => {
  it.each(templateIds(FILES))('%s is valid and plays all nine parts', (id) => {
    expect(validateTemplate(FILES, id, isKnownTest)).toEqual([]);
    const tables = load(id).tables.filter((table) => table.isPublished);
    expect(tables.map(({ role }) => role).sort()).toEqual(['收支总表', '收入表', '支出表', '财拨总表', '一般公共预算表', '基本支出表', '基金表', '国资表', '三公表'].sort());
    expect(tables.map((table) => table.id)).toEqual(['T01', 'T02', 'T03', 'T04', 'T05', 'T06', 'T07', 'T08', 'T09']);
  });

  it.each(templateIds(FILES))('%s carries every rule that is no formula of its own', (id) => {
    const template = load(id);
    const carried = new Set([...template.tables, ...template.forms].flatMap((table) => table.formulas.map(({ rule }) => rule)));
    const idle = template.rules.filter((rule) => rule.holds.length === 0 && rule.test === null && !carried.has(rule.id) && !(template.forms.length === 0 && rule.id.startsWith('E')));
    expect(idle.map((rule) => rule.id)).toEqual([]);
  });

  it('lists the sets that a document may choose', () => {
    expect(templateIds(FILES)).toEqual(['henan-2022', 'shanghai-2024']);
  });
});

describe('a set that extends another', () => {
  const NEXT = 'id: henan-2023\nname: 河南省2023年度部门决算公开\nextends: henan-2022\nyear: 2023\n';
  const T02 = (FILES['henan-2022/T02.yaml'] ?? '').replace('title: 收入决算表', 'title: 部门收入决算表');

  it('states only what differs, and keeps the order of the tables', () => {
    const files = { ...FILES, 'henan-2023/set.yaml': `${NEXT}tables: [T02.yaml]\n`, 'henan-2023/T02.yaml': T02 };
    const template = load('henan-2023', files);
    expect(template.year).toBe(2023);
    expect(template.unit).toBe('万元');
    expect(template.tables.map(({ id, title }) => `${id} ${title}`).slice(0, 3)).toEqual(['T01 收入支出决算总表', 'T02 部门收入决算表', 'T03 支出决算表']);
    expect(template.tables).toHaveLength(load('henan-2022').tables.length);
    expect(template.rules).toHaveLength(load('henan-2022').rules.length);
  });

  it('may drop tables and order them anew; rules about a table it lacks stay, and do not apply', () => {
    const files = edited('henan-2023/set.yaml', 'year', 'order: [T01, T03, T02, T04, T05, T06, T09, T07, T08]\nyear', { ...FILES, 'henan-2023/set.yaml': NEXT });
    expect(load('henan-2023', files).tables.map(({ id }) => id)).toEqual(['T01', 'T03', 'T02', 'T04', 'T05', 'T06', 'T09', 'T07', 'T08']);
  });

  it('overrides a rule by its id', () => {
    expect(load('shanghai-2024').rules.find(({ id }) => id === 'B10')?.says).toContain('收支和结转');
    expect(load('henan-2022').rules.find(({ id }) => id === 'B10')?.says).toBe('财政拨款总表的国有资本经营支出应等于国有资本经营决算表');
  });
});

describe('rows and columns', () => {
  const summary = (id: string): TableTemplate => {
    const table = findTable(load(id).tables, '收支总表');
    if (table === null) throw new Error(`${id} has no 收支总表`);
    return table;
  };

  it('are known by 行次 and 栏次 where the form has them, and by name where it has none', () => {
    const keys = (id: string): readonly string[] => ['收入总计', '支出总计', '外交支出'].map((name) => findFixedRow(summary(id), name)?.key ?? '');
    expect(keys('henan-2022')).toEqual(['31', '62', '33']);
    expect(keys('shanghai-2024')).toEqual(['收入总计', '支出总计', '外交支出']);
  });

  it('take 科目 names from the province’s own form before the common list', () => {
    expect(load('henan-2022').subjects.economic.get('30217')).toBe('公务招待费');
    expect(load('shanghai-2024').subjects.economic.get('30217')).toBe('公务接待费');
  });

  it('repeat blank lines without 行次', () => {
    const rows = summary('shanghai-2024').blocks.map((block) => block.rows);
    expect(rows.map((block) => block.length)).toEqual([30, 30]);
    expect(new Set(rows.flat().map(({ key }) => key)).size).toBe(60);
  });
});

describe('validateTemplate', () => {
  it('reports formulas that go round in a circle, once, with the cells', () => {
    const files = edited('shanghai-2024/T03.yaml', "  - A10: '", "  - A10: '[*, 基本支出] = [本行, 本年支出合计] - [本行, 项目支出]'\n  - A10: '", FILES);
    expect(loadTemplate(files, 'shanghai-2024').ok).toBe(true);
    const problems = validateTemplate(files, 'shanghai-2024');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: 'shanghai-2024/T03.yaml', column: 11 });
    expect(problems[0]?.message).toMatch(/^公式循环引用：支出决算表 (\S+) 本年支出合计 ← 支出决算表 \1 基本支出 ← 支出决算表 \1 本年支出合计，请/);
  });

  it('reports a circle over several tables', () => {
    const files = edited('shanghai-2024/T02.yaml', 'formulas:', "formulas:\n  - B02: '[合计, 事业收入] = 收支总表[事业收入]'");
    const problems = validateTemplate(files, 'shanghai-2024');
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(/收入支出决算总表 五、事业收入 决算数 ← 收入决算表 合计 事业收入 ← 收入支出/);
  });

  it('reports a circle that only rows of 科目 can close', () => {
    const files = edited('shanghai-2024/T08.yaml', 'formulas:', "formulas:\n  - A20: '[项, 基本支出] = [本行, 本年支出] - [本行, 项目支出]'");
    const problems = validateTemplate(files, 'shanghai-2024');
    expect(problems.map(({ file, message }) => [file, message.includes('循环引用')])).toEqual([['shanghai-2024/T08.yaml', true]]);
  });

  it('reports several cells where one amount belongs', () => {
    const formula = edited('shanghai-2024/T05.yaml', '[本行, 基本支出] + [本行, 项目支出]', '[本行, 基本支出|项目支出]');
    expect(validateTemplate(formula, 'shanghai-2024').map(({ file, message }) => [file, message.includes('多格相加请用 SUM')])).toEqual([['shanghai-2024/T05.yaml', true]]);
    const rule = edited('national/rules.yaml', 'holds: 支出表[科目, 项目支出] = 0', 'holds: 支出表[末级, 项目支出] = 0');
    expect(validateTemplate(rule, 'shanghai-2024').map(({ file, message }) => [file, message.includes('多格相加请用 SUM')])).toEqual([['national/rules.yaml', true]]);
  });

  it('reports a named test that there is not', () => {
    const files = edited('national/rules.yaml', 'test: doubtful-amounts', 'test: doubtfull-amounts');
    expect(validateTemplate(files, 'henan-2022', isKnownTest)).toMatchObject([{ file: 'national/rules.yaml', message: '规则 A27：没有名为“doubtfull-amounts”的检查（test）' }]);
  });
});
