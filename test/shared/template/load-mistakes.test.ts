import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadTemplate } from '../../../shared/template/load.ts';
import type { TemplateFiles } from '../../../shared/template/set-reader.ts';
import type { TemplateProblem } from '../../../shared/template/template.ts';
import { edited, FILES } from './template-files.ts';

interface Mistake {
  readonly what: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Text at whose first character (in the edited file) the mistake must be reported. */
  readonly at: string;
  readonly says: RegExp;
}

const T02 = 'henan-2022/T02.yaml';
const T04 = 'shanghai-2024/T04.yaml';
const RULES = 'national/rules.yaml';
const SET = 'shanghai-2024/set.yaml';

const MISTAKES: readonly Mistake[] = [
  // YAML itself
  { what: 'a bracket left open', file: T02, from: 'totalAt: first }', to: 'totalAt: first', at: 'blocks:', says: /YAML 写法有误：.*括号/ },
  { what: 'a tab as indent', file: T02, from: '  - A07', to: '\t- A07', at: '\t- A07', says: /缩进须用空格/ },
  { what: 'the same key twice', file: T02, from: 'page: landscape', to: 'page: landscape\npage: portrait', at: 'page: portrait', says: /两个相同的项/ },
  { what: 'a formula without its quotes', file: T02, from: "'[合计|父级, 1..7] = SUM(下级)'", to: '[合计|父级, 1..7] = SUM(下级)', at: '= SUM(下级)', says: /须整个用引号括起来/ },
  { what: 'an alias', file: T02, from: 'title: 收入决算表', to: 'title: &a 收入决算表\nmark2: *a', at: '*a', says: /不能用 YAML 别名“\*a”/ },
  { what: 'a tag', file: T02, from: 'title: 收入决算表', to: 'title: !!js/function 收入决算表', at: '!!js/function', says: /不能用“!”标签/ },
  { what: 'two documents in a file', file: SET, from: 'region: 上海', to: '---\nregion: 上海', at: '---', says: /一个文件只能有一份内容/ },
  // The schema
  { what: 'an unknown key', file: T02, from: 'page: landscape', to: 'page: landscape\npaeg: portrait', at: 'paeg', says: /不认识“paeg”，此处可写：id、role、mark、title/ },
  { what: 'an unknown key deep inside', file: T04, from: '- { label: 年初财政拨款结转和结余 }', to: '- { label: 年初财政拨款结转和结余, lable: x }', at: 'lable', says: /blocks\.0\.rows\.5：不认识“lable”，此处可写：line、key、label/ },
  { what: 'an unknown key of a column', file: T02, from: 'title: 其他收入, width', to: 'title: 其他收入, widht', at: 'widht', says: /不认识“widht”，此处可写：is、key、title/ },
  { what: 'a missing key', file: T02, from: 'title: 收入决算表\n', to: '', at: 'id: T02', says: /^title：缺少此项，应为文字$/ },
  { what: 'a wrong kind', file: SET, from: 'year: 2024', to: 'year: 二〇二四', at: '二〇二四', says: /^year：应为数，写的是 “二〇二四”$/ },
  { what: 'a word that is not among the choices', file: T02, from: 'page: landscape', to: 'page: 横向', at: '横向', says: /应为 portrait、landscape 之一，写的是 “横向”/ },
  { what: 'a list where a text belongs', file: T02, from: '  - A07: 1栏 = SUM(2..7栏)', to: '  - A07: [1栏, 2栏]', at: '[1栏', says: /formulas\.0\.A07：应为文字/ },
  { what: 'a union of kinds', file: RULES, from: 'holds: 收支总表[收入总计] ≠ 0', to: 'holds: { a: 1 }', at: '{ a: 1 }', says: /holds：应为文字或列表/ },
  { what: 'an empty list', file: T02, from: '      - { key: 1, title: 本年收入合计, width: 24 }', to: '      - { title: 本年收入合计, columns: [] }', at: '[]', says: /至少要有 1 项/ },
  { what: 'a bad table id', file: T02, from: 'id: T02', to: 'id: 公开02', at: '公开02\n', says: /表号应为一个大写字母加两位数字/ },
  { what: 'a tolerance that is no number', file: RULES, from: 'tolerance: 0', to: 'tolerance: 一分', at: '一分', says: /容差应为不小于零的数/ },
  // Formulas
  { what: 'a formula that breaks off', file: T02, from: '1栏 = SUM(2..7栏)', to: '1栏 = SUM(2..7栏) +', at: '\n  - A08', says: /此处应为数、单元格或函数，遇到公式末尾/ },
  { what: 'an unknown function', file: T02, from: '1栏 = SUM(2..7栏)', to: '1栏 = TOTAL(2..7栏)', at: 'TOTAL', says: /没有函数“TOTAL”，可用：SUM/ },
  { what: 'a bracket left open in a quoted formula', file: T02, from: "'[合计|父级, 1..7] = SUM(下级)'", to: "'[合计|父级, 1..7] = SUM(下级'", at: "'\nnotes", says: /此处应为“,”或“\)”，遇到公式末尾/ },
  { what: 'something that is no assignment', file: T02, from: '1栏 = SUM(2..7栏)', to: 'SUM(2..7栏)', at: 'SUM(2..7栏)', says: /应写成“目标 = 公式”/ },
  { what: 'a broken loop', file: RULES, from: 'for: 科目 in 支出表.末级 named 行政运行', to: 'for: 支出表.末级', at: '支出表.末级\n', says: /应写成“科目 in 表名.行”/ },
  // What formulas name
  { what: 'an unknown table', file: T04, from: '= 收支总表[一般公共预算财政拨款收入]', to: '= 总收支表[一般公共预算财政拨款收入]', at: '总收支表', says: /没有表“总收支表”，有：收支总表、收入表/ },
  { what: 'an unknown row', file: T04, from: "[年初财政拨款结转和结余] = [年初一般", to: "[年初财政拨款结转和结余] = [年初的一般", at: '[年初的一般', says: /财政拨款收入支出决算总表没有行“年初的一般公共预算财政拨款”，有：/ },
  { what: 'an unknown column', file: T04, from: '= 基金表[合计, 年末结转和结余]', to: '= 基金表[合计, 年末结余]', at: '基金表[合计, 年末结余]', says: /没有“年末结余”栏，有：年初结转和结余、本年收入、本年支出/ },
  { what: 'a 行次 that the form does not have', file: 'henan-2022/T01.yaml', from: '27行 = SUM(1..8行)', to: '27行 = SUM(1..88行)', at: '1..88行', says: /没有 1 至 88 行/ },
  { what: 'a 栏次 that the form does not have', file: T02, from: 'SUM(2..7栏)', to: 'SUM(2..9栏)', at: '2..9栏', says: /没有 2 至 9 栏/ },
  { what: 'a cell that the form does not have', file: T04, from: '[收入总计] = [本年收入合计]', to: '[收入总计, 合计] = [本年收入合计]', at: '[收入总计, 合计]', says: /“总计”行没有此栏/ },
  { what: 'a row of several columns without a column', file: RULES, from: '= 财拨总表[支出总计, 合计]', to: '= 财拨总表[支出总计]', at: '财拨总表[支出总计]', says: /“总计”行有多栏，须写明哪一栏/ },
  { what: 'a 科目 table without a column', file: RULES, from: '支出表[科目, 项目支出] = 0', to: '支出表[科目] = 0', at: '支出表[科目] = 0', says: /支出决算表有多栏，须写明哪一栏/ },
  { what: 'a rule that names no table', file: RULES, from: 'holds: 收支总表[收入总计] ≠ 0', to: "holds: '[收入总计] ≠ 0'", at: '[收入总计] ≠ 0', says: /须写明是哪张表的单元格/ },
  { what: 'an unknown table in a condition', file: RULES, from: 'OR(NOT(BLANK(收入表', to: 'OR(NOT(BLANK(收人表', at: '收人表', says: /没有表“收人表”/ },
  { what: 'an unknown table of a loop', file: RULES, from: 'for: 科目 in 支出表.末级', to: 'for: 科目 in 支出.末级', at: '科目 in 支出.末级', says: /没有表“支出”/ },
  { what: 'a level that the table does not have', file: 'shanghai-2024/T06.yaml', from: '[父级, 决算数]', to: '[项, 决算数]', at: '[项, 决算数]', says: /没有“项”的行/ },
  { what: 'an unknown rule id', file: T02, from: 'A07: 1栏', to: 'A97: 1栏', at: 'A97', says: /规则 A97 没有在 rules.yaml 中说明/ },
  { what: 'an unknown table of a rule', file: RULES, from: 'tables: [三公表]', to: 'tables: [三公]', at: '{ id: A28', says: /没有表“三公”/ },
  // The set as a whole
  { what: 'a rule id used twice', file: RULES, from: '{ id: A02,', to: '{ id: A01,', at: 'A01, says: 收入支出决算总表：本年支出', says: /规则号 A01 在本文件中写了两次/ },
  { what: 'a table id used twice', file: 'shanghai-2024/T09.yaml', from: 'id: T09', to: 'id: T08', at: 'T08', says: /表号 T08 已用于 T08.yaml/ },
  { what: 'a part played twice', file: 'shanghai-2024/T09.yaml', from: 'role: 国资表', to: 'role: 基金表', at: '基金表\n', says: /T08 已是“基金表”/ },
  { what: 'an unknown part', file: 'shanghai-2024/T09.yaml', from: 'role: 国资表', to: 'role: 国有资本表', at: '国有资本表', says: /不认识表的作用“国有资本表”，应为 收支总表、/ },
  { what: 'two rows that can not be told apart', file: T04, from: 'label: 总计, name: 支出总计', to: 'label: 总计, name: 收入总计', at: '{ label: 总计, name: 收入总计, style: total }\nformulas', says: /行“收入总计”在本表中不止一个/ },
  { what: 'two columns that can not be told apart', file: 'shanghai-2024/T03.yaml', from: 'title: 经营支出', to: 'title: 项目支出', at: '{ title: 项目支出, width: 28 }\n      - { title: 对', says: /栏“项目支出”在同一栏组中不止一个/ },
  { what: 'an unknown placeholder', file: 'shanghai-2024/T08.yaml', from: '{部门}本年度', to: '{单位}本年度', at: '说明：{单位}', says: /不认识“\{单位\}”，可用：\{部门\}、\{年度\}/ },
  { what: 'a table file that is not there', file: SET, from: 'T09.yaml', to: 'T10.yaml', at: 'T10.yaml', says: /缺少文件 shanghai-2024\/T10.yaml/ },
  { what: 'a base that is not there', file: SET, from: 'extends: national', to: 'extends: nation', at: 'nation\n', says: /缺少文件 nation\/set.yaml/ },
  { what: 'a cycle of extends', file: 'national/set.yaml', from: 'abstract: true', to: 'extends: shanghai-2024', at: 'shanghai-2024', says: /继承（extends）成了循环：shanghai-2024 → national → shanghai-2024/ },
  { what: 'an id that is not the folder', file: SET, from: 'id: shanghai-2024', to: 'id: shanghai-2025', at: 'shanghai-2025', says: /应与文件夹同名：shanghai-2024/ },
  { what: 'an unknown table in the order', file: SET, from: 'subjects:', to: 'order: [T01, T77]\nsubjects:', at: 'T77', says: /没有表 T77，有：T01、T02/ },
];

describe('a mistake in a template file', () => {
  it.each(MISTAKES)('is reported where it stands: $what', ({ file, from, to, at, says }) => {
    const files = edited(file, from, to);
    const problems = problemsOf(files, file.startsWith('henan') ? 'henan-2022' : 'shanghai-2024');
    const found = problems.find(({ message }) => says.test(message));
    expect(found, JSON.stringify(problems, null, 1)).toBeDefined();
    expect({ file: found?.file, line: found?.line, column: found?.column }).toEqual({ file, ...placeOf(files[file] ?? '', at) });
  });

  it.each(MISTAKES)('is reported in Chinese only: $what', ({ file, from, to }) => {
    for (const { message } of problemsOf(edited(file, from, to), file.startsWith('henan') ? 'henan-2022' : 'shanghai-2024')) {
      expect(message).not.toMatch(/expected|invalid|received|undefined|\bmust\b/i);
    }
  });

  it('does not hide the others', () => {
    const files = edited(T04, '= 收支总表[一般公共预算财政拨款收入]', '= 总收支表[一般公共预算财政拨款收入]', edited('shanghai-2024/T02.yaml', 'SUM([本行', 'TOTAL([本行'));
    expect(problemsOf(files, 'shanghai-2024').map(({ file }) => file).sort()).toEqual(['shanghai-2024/T02.yaml', T04]);
  });

  it('is placed in its own file where two files hold the same formula', () => {
    const text = "'[*, 年末结转和结余] = [本行, 年初结转和结余] + [本行, 本年收入] - [本行, 本年支出]'";
    const files = edited('shanghai-2024/T09.yaml', '- { title: 本年收入,', '- { title: 收入,');
    expect(files['shanghai-2024/T08.yaml']).toContain(text);
    const problem = problemsOf(files, 'shanghai-2024').find(({ message }) => message.includes('没有“本年收入”栏') && message.includes('年末结转和结余]'));
    expect(problem?.file).toBe('shanghai-2024/T09.yaml');
  });
});

describe('a hostile template file', () => {
  it('can not blow up through aliases', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefghij'.split('').map((name, at) => `${name}: &${name} [${`*${'abcdefghi'[at]}, `.repeat(9)}]`)].join('\n');
    const problems = problemsOf({ ...FILES, 'shanghai-2024/T01.yaml': bomb }, 'shanghai-2024');
    expect(problems.every(({ message }) => message.includes('别名'))).toBe(true);
  });

  it.each(['[', '{a: '])('can not exhaust the stack with %s', (open) => {
    const [first] = problemsOf({ ...FILES, 'shanghai-2024/T01.yaml': open.repeat(50_000) }, 'shanghai-2024');
    expect(first?.message).toContain('YAML 写法有误');
  });

  it.each(['', '\u0000', '3', '[]', '- 1\n- 2', 'null', '%YAML 9.9\n---\na: 1'])('is refused, not misread: %j', (text) => {
    expect(problemsOf({ ...FILES, 'shanghai-2024/T01.yaml': text }, 'shanghai-2024').map(({ file }) => file)).toContain('shanghai-2024/T01.yaml');
  });
});

describe('loading', () => {
  it('names the sets there are when asked for another', () => {
    expect(problemsOf(FILES, 'hunan')[0]?.message).toBe('没有模板“hunan”，现有：henan-2022、shanghai-2024');
  });

  it('refuses a set that only others extend', () => {
    expect(problemsOf(FILES, 'national')[0]?.message).toContain('只供其他模板继承');
  });

  it('leaves the language of zod’s own messages alone', () => {
    const before = z.string().safeParse(1).error?.message;
    problemsOf(edited(T02, 'page: landscape', 'page: 横向'), 'henan-2022');
    expect(z.string().safeParse(1).error?.message).toBe(before);
  });
});

function problemsOf(files: TemplateFiles, id: string): readonly TemplateProblem[] {
  const loaded = loadTemplate(files, id);
  return loaded.ok ? [] : loaded.problems;
}

function placeOf(text: string, marker: string): { readonly line: number; readonly column: number } {
  const offset = text.indexOf(marker);
  if (offset < 0) throw new Error(`no ${marker} in the edited file`);
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
