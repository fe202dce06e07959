/** Checks that a table's form is sound by itself: rows and columns that can be told apart, a known role, text that can be printed. */
import { columnKey } from './resolve.ts';
import { ROLES } from './roles.ts';
import type { FixedRowInput, HeadingNode, TableFile } from './schema.ts';
import type { TableTemplate } from './template.ts';

/** What is wrong, and where in the table's file. */
export interface FormProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

const PLACEHOLDERS = ['部门', '年度'];

/** Every problem of the form itself; what its formulas refer to is another matter. `table` is the file resolved. */
export function formProblems(file: TableFile, table: TableTemplate): readonly FormProblem[] {
  const columns = file.blocks.flatMap((block, at) => repeatedColumns(block.headings, ['blocks', at, 'headings']));
  return [...roleProblems(file), ...repeatedRows(file, table), ...columns, ...footerProblems(file), ...presetProblems(file), ...textProblems(file)];
}

function roleProblems({ role }: TableFile): readonly FormProblem[] {
  if (ROLES.some((known) => known === role) || role.startsWith('附表')) return [];
  return [{ path: ['role'], message: `不认识表的作用“${role}”，应为 ${ROLES.join('、')}；本省自有的表以“附表”开头` }];
}

/** Rows are known by 行次, key or name: two of the same would be taken for one. */
function repeatedRows(file: TableFile, { blocks, total, footer }: TableTemplate): readonly FormProblem[] {
  const taken = new Set(total === null ? [] : [total.key]);
  const isRepeated = (key: string): boolean => taken.has(key) || !taken.add(key);
  const problems = file.blocks.flatMap((block, at) => {
    let position = 0;
    return block.rows.flatMap((row, index): readonly FormProblem[] => {
      const path = ['blocks', at, 'rows', index];
      const keys = (blocks[at]?.rows ?? []).slice(position, position + row.times).map((resolved) => resolved.key);
      position += row.times;
      const repeated = keys.find(isRepeated);
      return [...rowProblems(row, keys[0] ?? '', path), ...(repeated === undefined ? [] : [{ path, message: `行“${repeated}”在本表中不止一个，请用 line（行次）、key 或 name 区分` }])];
    });
  });
  return [...problems, ...footer.flatMap((row, at) => (isRepeated(row.key) ? [{ path: ['footer', at, 'key'], message: `行“${row.key}”在本表中不止一个` }] : []))];
}

function rowProblems(row: FixedRowInput, key: string, path: FormProblem['path']): readonly FormProblem[] {
  if (row.times > 1 && !row.blank) return [{ path, message: 'times 只用于空行（blank: true）' }];
  return key === '' ? [{ path, message: '此行没有名称：须写 label、name、line（行次）或 key' }] : [];
}

function repeatedColumns(headings: readonly HeadingNode[], path: FormProblem['path']): readonly FormProblem[] {
  const taken = new Set<string>();
  const walk = (nodes: readonly HeadingNode[], above: FormProblem['path']): readonly FormProblem[] =>
    nodes.flatMap((node, at) => {
      const here = [...above, at];
      if ('columns' in node) return walk(node.columns, [...here, 'columns']);
      const key = columnKey(node);
      if (!taken.has(key)) {
        taken.add(key);
        return [];
      }
      return [{ path: here, message: `栏“${key}”在同一栏组中不止一个，请用 key 区分` }];
    });
  return walk(headings, path);
}

function footerProblems({ footer, blocks }: TableFile): readonly FormProblem[] {
  return footer.flatMap(({ blocks: [from, to] }, at) =>
    from >= 1 && from <= to && to <= blocks.length ? [] : [{ path: ['footer', at, 'blocks'], message: `应为 [起, 止]，在 1 至 ${blocks.length} 之间（本表有 ${blocks.length} 个栏组）` }],
  );
}

function presetProblems({ subjects }: TableFile): readonly FormProblem[] {
  if (subjects === undefined) return [];
  const digits = subjects.list === 'functional' ? /^(\d{3}|\d{5}|\d{7})$/ : /^(\d{3}|\d{5})$/;
  const expected = subjects.list === 'functional' ? '3、5 或 7' : '3 或 5';
  return Object.keys(subjects.preset).flatMap((code) => (digits.test(code) ? [] : [{ path: ['subjects', 'preset', code], message: `科目编码“${code}”应为 ${expected} 位数字` }]));
}

/** 注 and 空表说明 are printed as they stand, but for the placeholders. */
function textProblems(file: TableFile): readonly FormProblem[] {
  const texts = [...file.notes.map((text, at) => ({ path: ['notes', at], text })), ...(file.empty === undefined ? [] : [{ path: ['empty'], text: file.empty }])];
  return texts.flatMap(({ path, text }) =>
    [...text.matchAll(/\{([^{}]*)\}/gu)].flatMap(([whole, name]) =>
      PLACEHOLDERS.includes(name ?? '') ? [] : [{ path, message: `不认识“${whole}”，可用：${PLACEHOLDERS.map((known) => `{${known}}`).join('、')}` }],
    ),
  );
}
