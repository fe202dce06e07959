/**
 * Reads a template set from its files' texts. Pure: the caller reads the folder. Every mistake is reported with file, line,
 * column and what was expected, all of them in one go.
 */
import { isNode, LineCounter, parseDocument, type Document as YamlDocument } from 'yaml';
import type { z } from 'zod';
import { parseAssignment, parseExpression, parseLoop } from '../formula/parse.ts';
import { FormulaSyntaxError } from '../formula/syntax.ts';
import { bindProblems } from './bind.ts';
import { resolveTable } from './resolve.ts';
import { type RuleInput, rulesFileSchema, type SetFile, setFileSchema, subjectFileSchema, type TableFile, tableFileSchema } from './schema.ts';
import type { Classification, Rule, TableFormula, TableTemplate, Template, TemplateProblem } from './template.ts';

/** Texts by path below `templates/`, such as `henan-2022/set.yaml`. */
export type TemplateFiles = Readonly<Record<string, string>>;

export type Loaded = { readonly ok: true; readonly template: Template } | { readonly ok: false; readonly problems: readonly TemplateProblem[] };

/** Where a formula stands, so that a mistake found later can still name its place. */
export type Locate = (formula: string, at: number, message: string) => void;

/** Loads the set in folder `id`. A set that extends another states only what differs: tables by id, rules by id, settings. */
export function loadTemplate(files: TemplateFiles, id: string): Loaded {
  const reader = new Reader(files);
  const template = assemble(reader, id);
  if (template !== null) bindProblems(template, reader.locate);
  return template === null || reader.problems.length > 0 ? { ok: false, problems: reader.problems } : { ok: true, template };
}

/** Ids of the sets that a document may choose. */
export function templateIds(files: TemplateFiles): readonly string[] {
  return Object.keys(files)
    .filter((path) => /^[^/]+\/set\.yaml$/.test(path))
    .filter((path) => !/^abstract:\s*true/m.test(files[path] ?? ''))
    .map((path) => path.slice(0, path.indexOf('/')))
    .sort();
}

interface Layer {
  readonly set: SetFile;
  readonly tables: readonly TableFile[];
  readonly formulas: ReadonlyMap<string, readonly TableFormula[]>;
  readonly rules: readonly Rule[];
  readonly subjects: Readonly<Record<Classification, Readonly<Record<string, string>>>> | null;
}

function assemble(reader: Reader, id: string): Template | null {
  const layers = layersOf(reader, id);
  if (layers === null) return null;
  const merged = layers.reduce<Partial<SetFile>>((sum, layer) => ({ ...sum, ...dropUndefined(layer.set) }), {});
  const tables = new Map<string, TableTemplate>();
  const order = layers.findLast((layer) => layer.tables.length > 0)?.tables.map((table) => table.id) ?? [];
  for (const layer of layers) {
    for (const table of layer.tables) tables.set(table.id, resolveTable(table, layer.formulas.get(table.id) ?? []));
  }
  const rules = new Map(layers.flatMap((layer) => layer.rules.map((rule) => [rule.id, rule] as const)));
  const subjects = layers.findLast((layer) => layer.subjects !== null)?.subjects ?? null;
  const { name, region, year, unit, decimals, report } = merged;
  if (name === undefined || year === undefined || unit === undefined || decimals === undefined || report === undefined || subjects === null) {
    reader.report(`${id}/set.yaml`, 0, '模板须说明 name、year、unit、decimals、subjects、report');
    return null;
  }
  return {
    id, name, year, unit, decimals, report, region: region ?? '',
    tables: order.flatMap((key) => tables.get(key) ?? []),
    rules: [...rules.values()],
    subjects: { functional: new Map(Object.entries(subjects.functional)), economic: new Map(Object.entries(subjects.economic)) },
  };
}

/** The set and all that it extends, base first; null where a file is missing or broken. */
function layersOf(reader: Reader, id: string): readonly Layer[] | null {
  const chain: Layer[] = [];
  const seen = new Set<string>();
  for (let next: string | undefined = id; next !== undefined; ) {
    if (seen.has(next)) {
      reader.report(`${id}/set.yaml`, 0, `模板 ${next} 循环引用自身（extends）`);
      return null;
    }
    seen.add(next);
    const layer = readLayer(reader, next);
    if (layer === null) return null;
    chain.unshift(layer);
    next = layer.set.extends;
  }
  return chain;
}

function readLayer(reader: Reader, id: string): Layer | null {
  const set = reader.read(`${id}/set.yaml`, setFileSchema);
  if (set === null) return null;
  const tables: TableFile[] = [];
  const formulas = new Map<string, readonly TableFormula[]>();
  for (const path of set.tables ?? []) {
    const table = reader.read(`${id}/${path}`, tableFileSchema);
    if (table === null) continue;
    tables.push(table);
    formulas.set(table.id, reader.formulas(`${id}/${path}`, table));
  }
  const rulesPath = `${id}/rules.yaml`;
  const rules = reader.has(rulesPath) ? reader.read(rulesPath, rulesFileSchema)?.rules.map((rule, at) => reader.rule(rulesPath, rule, at)) : [];
  const subjects = set.subjects === undefined ? null : readSubjects(reader, set.subjects);
  return { set, tables, formulas, rules: (rules ?? []).flatMap((rule) => rule ?? []), subjects };
}

function readSubjects(reader: Reader, paths: { functional: string; economic: string }): Layer['subjects'] {
  const functional = reader.read(paths.functional, subjectFileSchema)?.subjects ?? {};
  const economic = reader.read(paths.economic, subjectFileSchema)?.subjects ?? {};
  return { functional, economic };
}

class Reader {
  readonly problems: TemplateProblem[] = [];
  private readonly documents = new Map<string, { document: YamlDocument; lines: LineCounter }>();
  /** Formula text → where it was read, for problems found when it is bound to cells. */
  private readonly places = new Map<string, { file: string; offset: number }>();

  constructor(private readonly files: TemplateFiles) {}

  has(path: string): boolean {
    return this.files[path] !== undefined;
  }

  report(file: string, offset: number, message: string): void {
    const place = this.documents.get(file)?.lines.linePos(offset) ?? { line: 1, col: 1 };
    this.problems.push({ file, line: Math.max(place.line, 1), column: Math.max(place.col, 1), message });
  }

  readonly locate: Locate = (formula, at, message) => {
    const place = this.places.get(formula);
    if (place !== undefined) this.report(place.file, place.offset + at, `${message}（公式：${formula}）`);
  };

  read<T>(file: string, schema: z.ZodType<T>): T | null {
    const text = this.files[file];
    if (text === undefined) {
      this.problems.push({ file, line: 1, column: 1, message: '缺少此文件' });
      return null;
    }
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, maxAliasCount: 0 } as never);
    this.documents.set(file, { document, lines });
    for (const error of document.errors) this.report(file, error.pos[0], `YAML 写法有误：${error.message.split('\n')[0]}`);
    if (document.errors.length > 0) return null;
    const parsed = schema.safeParse(document.toJS());
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) this.report(file, this.offsetOf(document, issue.path), `${issue.path.join('.')}：${issue.message}`);
    return null;
  }

  formulas(file: string, table: TableFile): readonly TableFormula[] {
    return table.formulas.flatMap((entry, index) =>
      Object.entries(entry).flatMap(([rule, text]) => {
        const assignment = this.parse(file, ['formulas', index, rule], text, () => parseAssignment(text));
        return assignment === null ? [] : [{ rule, assignment }];
      }),
    );
  }

  rule(file: string, input: RuleInput, index: number): Rule | null {
    const path = ['rules', index];
    const loop = input.for === undefined ? null : this.parse(file, [...path, 'for'], input.for, () => parseLoop(input.for ?? ''));
    const variables = loop === null ? [] : [loop.variable];
    const texts = input.holds === undefined ? [] : [input.holds].flat();
    const holds = texts.flatMap((text, at) => {
      const place = Array.isArray(input.holds) ? [...path, 'holds', at] : [...path, 'holds'];
      const expression = this.parse(file, place, text, () => parseExpression(text, variables));
      return expression === null ? [] : [{ expression, text }];
    });
    const { when } = input;
    return {
      id: input.id, says: input.says, severity: input.severity, source: input.source ?? null, holds, loop,
      when: when === undefined ? null : this.parse(file, [...path, 'when'], when, () => parseExpression(when, variables)),
      tolerance: input.tolerance === undefined ? null : String(input.tolerance),
      test: input.test ?? null, tables: input.tables ?? [],
    };
  }

  private parse<T>(file: string, path: readonly (string | number)[], text: string, parse: () => T): T | null {
    const document = this.documents.get(file)?.document;
    const offset = document === undefined ? 0 : this.offsetOf(document, path);
    this.places.set(text, { file, offset });
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof FormulaSyntaxError)) throw error;
      this.report(file, offset + error.at, `${error.message}（公式：${text}）`);
      return null;
    }
  }

  /** Offset of the node at `path`, or of its nearest ancestor that exists. A quoted scalar starts after its quote. */
  private offsetOf(document: YamlDocument, path: readonly PropertyKey[]): number {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) {
        const quoted = 'type' in node && typeof node.type === 'string' && node.type.startsWith('QUOTE');
        return node.range[0] + (quoted ? 1 : 0);
      }
    }
    return 0;
  }
}

function dropUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as Partial<T>;
}
