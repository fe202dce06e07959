/** What a finance office may write in a template set's YAML files. Data from outside: unknown keys and wrong kinds are refused. */
import { z } from 'zod';

const key = z.union([z.string().min(1), z.number().int().transform(String)]);
const keys = z.array(key);

const leafSchema = z.strictObject({
  /** What the column holds; `amount` where not said. */
  is: z.enum(['code', 'name', 'line', 'amount', 'text', 'group']).default('amount'),
  /** 栏次 or, where the form has none, the column's short name. Amount columns only. */
  key: key.optional(),
  title: z.string(),
  /** A second name for formulas, where the title is not unique. */
  name: z.string().optional(),
  aliases: keys.default([]),
  /** Width in millimetres on the printed form; the whole is scaled to the page. */
  width: z.number().positive().default(20),
  /** How an amount is printed. */
  format: z.enum(['amount', 'percent', 'score']).default('amount'),
  /** Kept when the next year begins: what is planned, not what was achieved. */
  carry: z.boolean().default(false),
  /** The same words in rows on end are printed once, as 二级指标 are. */
  merge: z.boolean().default(false),
  /** For `is: group`: the amount column whose subtotal stands here in place of the group's name. */
  of: key.optional(),
});

interface HeadingInput {
  readonly title: string;
  readonly columns: readonly (z.infer<typeof leafSchema> | HeadingInput)[];
}
const headingSchema: z.ZodType<z.infer<typeof leafSchema> | HeadingInput> = z.lazy(() =>
  z.union([z.strictObject({ title: z.string(), columns: z.array(headingSchema).min(1) }), leafSchema]),
);

const fixedRowSchema = z.strictObject({
  /** 行次, where the form has it. */
  line: z.number().int().optional(),
  /** Identity where there is no 行次. */
  key: key.optional(),
  label: z.string().default(''),
  /** Name in formulas, where the label is not unique or carries a number such as “一、”. */
  name: z.string().optional(),
  /** 功能分类 of this row, which links it to the 类 rows of the other tables. */
  code: key.optional(),
  aliases: z.array(z.string()).default([]),
  /** A line of the form that never holds an amount. */
  blank: z.boolean().default(false),
  /** How many such blank lines follow one another. */
  times: z.number().int().min(1).max(100).default(1),
  /** May be left out in print when it and its neighbours in the same printed line are empty; the 行次 stay. */
  hide: z.boolean().default(false),
  style: z.enum(['item', 'sub', 'total']).default('item'),
  /** Holds counts (人次, 辆), which are whole numbers and no amounts. */
  count: z.boolean().default(false),
  /** Columns in which the form has no cell for this row. */
  lacks: keys.default([]),
});

/** A 一级指标 of a self-evaluation, under which the department lists its indicators. */
const groupSchema = z.strictObject({ key, aliases: z.array(z.string()).default([]) });

/** An indicator that a new self-evaluation begins with. */
const presetRowSchema = z.strictObject({ group: z.string(), name: z.string(), cells: z.record(z.string(), key).default({}) });

const blockSchema = z.strictObject({
  headings: z.array(headingSchema).min(1),
  rows: z.array(fixedRowSchema).default([]),
  /** For a 科目 list printed in several blocks: the 类 that stand in this one. */
  classes: keys.default([]),
  /** Words at the left of all lines of the block. */
  side: z.string().optional(),
  /** Its columns have no printed titles. */
  bare: z.boolean().default(false),
  /** The block lists rows that the user adds, under these groups. */
  groups: z.array(groupSchema).min(1).optional(),
  preset: z.array(presetRowSchema).default([]),
});

const subjectsSchema = z.strictObject({
  /** Which classification the rows are of. */
  list: z.enum(['functional', 'economic']),
  /** The level to which figures must be given. */
  deepest: z.enum(['款', '项']),
  total: z.string().optional(),
  totalAt: z.enum(['first', 'last']).default('first'),
  /** Roles of tables whose 科目 this one lists as well, as side figures stand beside each of them. */
  follows: z.array(z.string()).default([]),
  /** Rows that the form always prints, code → name, in the form's order. */
  preset: z.record(z.string(), z.string()).default({}),
});

/** `A07: 1栏 = SUM(2..7栏)`: rule id → assignment. */
const formulaSchema = z.record(z.string(), z.string());

export const tableFileSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]\d{2}$/, '表号应为一个大写字母加两位数字，如 T02'),
  /** The part the table plays, by which checks and other tables name it: one of `roles.ts`, or 附表… for a table of the province's own. */
  role: z.string(),
  mark: z.string().optional(),
  title: z.string(),
  aliases: z.array(z.string()).default([]),
  page: z.enum(['portrait', 'landscape']),
  /** Not part of the published tables: figures that the text needs. */
  print: z.boolean().default(true),
  unitCaption: z.enum(['单位', '金额单位']).default('单位'),
  /** Label of the row that numbers the columns; absent where the form does not number them. */
  numbering: z.string().optional(),
  blocks: z.array(blockSchema).min(1),
  /** Blocks stand one below the other, each with its own columns. */
  stacked: z.boolean().default(false),
  /** Of a self-evaluation's form: a document may fill in several. */
  repeats: z.boolean().default(false),
  /** Suggested score of an indicator, such as `[末级, 得分] = 分值 × …`. */
  scoring: z.string().optional(),
  subjects: subjectsSchema.optional(),
  footer: z.array(z.strictObject({ key, label: z.string(), blocks: z.tuple([z.number().int(), z.number().int()]), aliases: z.array(z.string()).default([]) })).default([]),
  formulas: z.array(formulaSchema).default([]),
  notes: z.array(z.string()).default([]),
  empty: z.string().optional(),
  /** Empty lines that the form shows when the table has no rows. */
  emptyLines: z.number().int().min(0).default(0),
});

/** A rule, or what a set that extends another changes of one of its rules: then only the id and what differs. */
export const ruleSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]\d{2}[a-z]?$/, '规则号为一个大写字母加两位数字，如 A07；本地自有的规则请用 X、Y、Z 开头，如 X01'),
  /** The rule in one sentence, as the accountant is told. */
  says: z.string().min(1).optional(),
  severity: z.enum(['error', 'warning', 'info'], '级别应为 error（错误）、warning（警告）或 info（提示）').optional(),
  /** The regulation or form that the rule comes from. */
  source: z.string().optional(),
  /** A formula that must hold. Absent for rules that table formulas carry and for named tests. */
  holds: z.union([z.string(), z.array(z.string())]).optional(),
  for: z.string().optional(),
  /** The check applies only where this holds. */
  when: z.string().optional(),
  /** Allowed difference; derived from the number of rounded terms where absent. */
  tolerance: z.union([z.number().nonnegative(), z.string().regex(/^\d+(\.\d+)?$/, '容差应为不小于零的数，如 0.01')]).optional(),
  /** A named test in code, for what is not arithmetic. */
  test: z.string().optional(),
  tables: z.array(z.string()).optional(),
});

/** What a part of the report holds: 概况, 决算表 (with the 自评表), 情况说明, 名词解释. */
export const PART_CONTENTS = ['overview', 'tables', 'narrative', 'glossary'] as const;

export const setFileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, '模板标识只用小写字母、数字和连字符'),
  name: z.string(),
  extends: z.string().optional(),
  /** A set that only others extend; it can't be chosen for a document. */
  abstract: z.boolean().default(false),
  region: z.string().optional(),
  year: z.number().int().optional(),
  unit: z.enum(['元', '万元']).optional(),
  decimals: z.number().int().min(0).max(6).optional(),
  /** Table files in the order in which the report prints them; in a set that extends another, those that differ or are new. */
  tables: z.array(z.string()).optional(),
  /** Table ids in print order, where a set that extends another drops some of its tables or orders them anew. */
  order: z.array(z.string()).optional(),
  /** Files of the self-evaluations' forms, the department's own first. */
  evaluations: z.array(z.string()).optional(),
  /** 科目 list files. */
  subjects: z.strictObject({ functional: z.string(), economic: z.string() }).optional(),
  /** The report's outline: lines of the cover, then its parts in order. `{department}` and `{year}` are filled in. */
  report: z.strictObject({ cover: z.string(), parts: z.array(z.strictObject({ title: z.string(), holds: z.enum(PART_CONTENTS) })) }).optional(),
});

const chartText = z.string().regex(/^([^{}]|\{(年度|上年度|部门)\})*$/u, '花括号内只能是 年度、上年度 或 部门，如 {年度}');
const values = z.array(z.string()).min(1);

const chartSchema = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(['bar', 'pie']),
  title: chartText,
  after: z.union([z.strictObject({ chapter: z.string() }), z.strictObject({ table: z.string() })]),
  /** Names of the series, such as 预算数 and 决算数; one without a name where absent. */
  series: z.array(chartText).min(1).optional(),
  /** A label with a formula for each series; `each` gives a label for every row of a loop, named as the row is. */
  points: z.array(z.union([z.strictObject({ label: chartText, values }), z.strictObject({ each: z.string(), values })])).min(1),
  /** What the printed shares are parts of. */
  whole: z.string().optional(),
});

export const chartsFileSchema = z.strictObject({
  charts: z.array(chartSchema).default([]),
  /** Ids of charts of the sets that this one extends and that it does not want. */
  without: z.array(z.string()).default([]),
});

/** How the sheets of the 财决 system's export become tables of the set. */
export const exportsFileSchema = z.strictObject({
  /** Unit of sheets that do not state theirs. */
  unit: z.enum(['元', '千元', '万元']).optional(),
  sheets: z.array(z.strictObject({
    /** What the sheet's name begins with; names are cut at 31 characters. */
    code: z.string().regex(/^[A-Z]{1,2}\d{2}(?:_\d)?$/, '代号如 Z03、Z08_1、F03'),
    title: z.string(),
    /** Role of the table that it fills; absent for sheets that no public table needs. */
    table: z.string().optional(),
    /** Heading path, its parts joined by /, → column of that table. Where it is absent, columns are matched by their headings. */
    columns: z.record(z.string(), z.string()).default({}),
    /** Headings that mean another of the form's. */
    headings: z.record(z.string(), z.string()).default({}),
    /** Lines that belong to another table: label → 表[行, 栏]. The figure is the line's last. */
    rows: z.record(z.string(), z.string()).default({}),
    /** What becomes of columns and lines that the table does not have: kept beside it, or left in the export. */
    others: z.enum(['keep', 'leave']).default('keep'),
  })),
});

export const rulesFileSchema = z.strictObject({ rules: z.array(ruleSchema) });
export const subjectFileSchema = z.strictObject({ subjects: z.record(z.string(), z.string()) });

export type LeafInput = z.infer<typeof leafSchema>;
export type HeadingNode = LeafInput | HeadingInput;
export type TableFile = z.infer<typeof tableFileSchema>;
export type ChartInput = z.infer<typeof chartSchema>;
export type RuleInput = z.infer<typeof ruleSchema>;
export type ExportsFile = z.infer<typeof exportsFileSchema>;
export type SetFile = z.infer<typeof setFileSchema>;
export type FixedRowInput = z.infer<typeof fixedRowSchema>;
