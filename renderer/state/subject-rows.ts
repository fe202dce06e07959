/** 科目 rows: finding one to insert, the 类 and 款 rows it needs, the tables that follow, deleting and moving. */
import type { RowData } from '../../shared/document/document.ts';
import type { Edit } from '../../shared/document/edit.ts';
import { applyEdits } from '../../shared/document/gesture.ts';
import type { Engine } from '../../shared/formula/engine.ts';
import { withFollowers } from '../../shared/template/followers.ts';
import { NO_SUBJECTS, type SubjectList } from '../../shared/template/learned-subjects.ts';
import type { TableShape } from '../../shared/template/table-shape.ts';
import { levelOfCode, type TableTemplate } from '../../shared/template/template.ts';
import { only, spotsOf } from '../grid/selection.ts';
import type { Sheet } from '../grid/sheet.ts';
import { isSubject } from './cell-edits.ts';
import type { EditorState } from './editor-state.ts';

export interface Subject {
  readonly code: string;
  readonly name: string;
}

/** Whether a table's rows are the document's to choose. */
export function hasRows(table: TableTemplate): boolean {
  return table.subjects !== null;
}

/** Every 科目 that is known for a table: the list of the template set, what imports of the year brought, and what other tables of the document bring. */
export function knownSubjects(engine: Engine, table: TableTemplate, learned: SubjectList = NO_SUBJECTS): readonly Subject[] {
  if (table.subjects === null) return [];
  const { list } = table.subjects;
  const names = new Map<string, string>(Object.entries(learned.years[engine.document.year]?.[list] ?? {}));
  for (const region of engine.space.regions) {
    if (region.shape.template.subjects?.list !== list) continue;
    for (const row of region.shape.rows) if (row.code !== null && row.name.trim() !== '' && row.fixed === null) names.set(row.code, row.name.trim());
  }
  for (const [code, name] of engine.template.subjects[list]) names.set(code, name);
  return [...names].map(([code, name]) => ({ code, name })).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Why a code can't be inserted into a table; null where it can. */
export function refusedCode(engine: Engine, table: TableTemplate, code: string): string | null {
  const subjects = table.subjects;
  if (subjects === null) return '这张表没有科目行';
  if (levelOfCode(code, subjects.list) === null) return subjects.list === 'functional' ? '科目编码应为 3 位（类）、5 位（款）或 7 位（项）数字' : '科目编码应为 3 位（类）或 5 位（款）数字';
  return engine.space.region(table.id)?.shape.byCode.has(code) === true ? `${code} 已在表中` : null;
}

/** Inserts a 科目 in the order of the codes, with the 类 and 款 above it that are not there yet, here and in tables that follow this one. */
export function insertEdits(engine: Engine, table: TableTemplate, subject: Subject, learned: SubjectList = NO_SUBJECTS): readonly Edit[] {
  const names = new Map(knownSubjects(engine, table, learned).map(({ code, name }) => [code, name]));
  const rows = [...(engine.document.tables[table.id]?.rows ?? [])];
  const edits: Edit[] = [];
  for (const code of [...ancestorsOf(subject.code), subject.code]) {
    if (rows.some((row) => row.code === code)) continue;
    const name = code === subject.code ? subject.name : (names.get(code) ?? '');
    const row: RowData = { key: code, code, name, cells: {} };
    const at = placeOf(rows, code);
    rows.splice(at, 0, row);
    edits.push({ kind: 'insert-row', table: table.id, at, row: { key: code, code, name, cells: {} } });
  }
  return [...edits, ...followingEdits(engine, edits)];
}

function ancestorsOf(code: string): readonly string[] {
  return code.length === 7 ? [code.slice(0, 3), code.slice(0, 5)] : code.length === 5 ? [code.slice(0, 3)] : [];
}

/** Before the first row with a greater code; rows without a code stay where they are. */
function placeOf(rows: readonly RowData[], code: string): number {
  const next = rows.findIndex((row) => row.code !== undefined && row.code > code);
  return next < 0 ? rows.length : next;
}

/** Side tables list every 科目 of the tables that they follow. */
function followingEdits({ template, document }: Engine, edits: readonly Edit[]): readonly Edit[] {
  const after = applyEdits(document, edits);
  const tables = withFollowers(template, after.tables as Parameters<typeof withFollowers>[1]);
  return template.tables.flatMap((table) => {
    const before = new Set(after.tables[table.id]?.rows.map((row) => row.key));
    return (tables[table.id]?.rows ?? []).flatMap((row, at): readonly Edit[] => (before.has(row.key) ? [] : [{ kind: 'insert-row', table: table.id, at, row: { ...row, cells: {} } }]));
  });
}

/** Keys of the selected 科目 rows, with all rows below them in the 科目 tree. */
export function selectedSubjects({ workspace: { engine } }: EditorState, sheet: Sheet): readonly string[] {
  const keys = new Set(spotsOf(sheet.selection()).flatMap((spot) => sheet.rowKeyAt(spot) ?? []));
  const shape = engine.space.region(sheet.table)?.shape;
  if (shape === undefined) return [];
  return shape.rows.filter((row) => row.fixed === null && isUnder(shape, row.key, keys)).map((row) => row.key);
}

function isUnder(shape: TableShape, key: string, keys: ReadonlySet<string>): boolean {
  for (let row = shape.rows[shape.index.get(key) ?? -1]; row !== undefined && row.fixed === null; row = shape.rows[row.parent]) if (keys.has(row.key)) return true;
  return false;
}

export function deleteEdits({ document }: Engine, table: string, keys: readonly string[]): readonly Edit[] {
  const gone = new Set(keys);
  const rows = document.tables[table]?.rows ?? [];
  // From the last on, so that positions hold while rows go.
  return rows.map((row, at) => ({ row, at })).filter(({ row }) => gone.has(row.key)).reverse().map(({ row, at }): Edit => ({ kind: 'delete-row', table, at, row: { ...row, cells: { ...row.cells } } }));
}

/** Moves a 科目 with all below it over the neighbour of the same parent. */
export function moveSubject(state: EditorState, sheet: Sheet, direction: 'up' | 'down'): void {
  const { engine } = state.workspace;
  const { active } = sheet.selection();
  const key = sheet.rowKeyAt(active);
  const shape = engine.space.region(sheet.table)?.shape;
  if (key === null || shape === undefined || !isSubject(engine, sheet.table, key)) {
    state.say('只有科目行可以移动');
    return;
  }
  const edits = moveEdits(engine, shape, key, direction);
  if (edits === null) {
    state.say(direction === 'up' ? '已是同级的第一行' : '已是同级的最后一行');
    return;
  }
  state.workspace.carryOut(direction === 'up' ? '上移科目' : '下移科目', edits);
  const spot = sheet.content.rows.find((row) => row.line?.rows.includes(key) === true);
  if (spot !== undefined) sheet.select(only({ row: spot.position, column: active.column }));
}

function moveEdits(engine: Engine, shape: TableShape, key: string, direction: 'up' | 'down'): readonly Edit[] | null {
  const rows = engine.document.tables[shape.template.id]?.rows ?? [];
  const row = shape.rows[shape.index.get(key) ?? -1];
  const siblings = shape.rows.filter((one) => one.fixed === null && one.parent === row?.parent && one.block === row?.block);
  const at = siblings.findIndex((one) => one.key === key);
  const other = siblings[direction === 'up' ? at - 1 : at + 1];
  if (row === undefined || other === undefined) return null;
  const [upper, lower] = direction === 'up' ? [other.key, key] : [key, other.key];
  const size = (top: string): number => rows.filter((one) => isUnder(shape, one.key, new Set([top]))).length;
  const start = rows.findIndex((one) => one.key === upper);
  const from = rows.findIndex((one) => one.key === lower);
  return Array.from({ length: size(lower) }, (_row, step): Edit => ({ kind: 'move-row', table: shape.template.id, from: from + step, to: start + step }));
}

/** Whether a search text means a 科目: by its code, its name, or the first letters of its pinyin. */
export function isSubjectMeant({ code, name }: Subject, initials: string, wanted: string): boolean {
  const text = wanted.trim().toLowerCase();
  return text === '' || code.startsWith(text) || name.includes(wanted.trim()) || initials.includes(text);
}
