/** Reads the files of a template set, keeps every mistake with its place, and remembers where each formula and rule was written. */
import type { z } from 'zod';
import { parseAssignment, parseExpression, parseLoop } from '../formula/parse.ts';
import { type Assignment, FormulaSyntaxError } from '../formula/syntax.ts';
import { sourcesReadBefore } from './read-before.ts';
import type { RuleInput, TableFile } from './schema.ts';
import { parseWith } from './schema-issue.ts';
import type { Rule, TableFormula, TemplateProblem } from './template.ts';
import { YamlSource } from './yaml-source.ts';

/** Texts by path below `templates/`, such as `henan-2022/set.yaml`. */
export type TemplateFiles = Readonly<Record<string, string>>;

type Path = readonly (string | number)[];

/** Where something was written: a value in a file, or a key of the map there. */
export interface Origin {
  readonly file: string;
  readonly path: Path;
  readonly key?: string;
  /** The text of a formula, in which a mistake has an offset of its own. */
  readonly text?: string;
}

/** Reports a mistake in something that was read earlier: a formula's tree, a loop, a rule or a table. `at` is the offset in a formula's text. */
export type Locate = (written: object, at: number, message: string) => void;

/** Files are immutable texts, so a set that several others extend is parsed once. */
const parsed = new WeakMap<TemplateFiles, Map<string, YamlSource>>();

export class SetReader {
  readonly problems: TemplateProblem[] = [];
  private readonly sources: Map<string, YamlSource>;
  private readonly origins = new WeakMap<object, Origin>();

  constructor(private readonly files: TemplateFiles) {
    this.sources = parsed.get(files) ?? sourcesReadBefore(files);
    parsed.set(files, this.sources);
  }

  has(file: string): boolean {
    return this.files[file] !== undefined;
  }

  report(origin: Origin, message: string, at = 0): void {
    const { file, path, key, text } = origin;
    const source = this.sources.get(file);
    const offset = key !== undefined ? source?.offsetOfKey(path, key) : text !== undefined ? source?.offsetWithin(path, text, at) : source?.offsetOf(path);
    const place = source?.place(offset ?? 0) ?? { line: 1, column: 1 };
    this.problems.push({ file, ...place, message: text === undefined ? message : `${message}（公式：${text}）` });
  }

  /** Remembers where `written` was read. */
  remember<T extends object>(written: T, origin: Origin): T {
    this.origins.set(written, origin);
    return written;
  }

  readonly locate: Locate = (written, at, message) => {
    const origin = this.origins.get(written);
    if (origin === undefined) throw new Error(`no origin is known for: ${message}`);
    this.report(origin, message, at);
  };

  /** The file's content under `schema`, or null with the mistakes reported. `wantedBy` is the place that names the file. */
  read<T>(file: string, schema: z.ZodType<T>, wantedBy: Origin | null): T | null {
    const text = this.files[file];
    if (text === undefined) {
      this.report(wantedBy ?? { file, path: [] }, `缺少文件 ${file}`);
      return null;
    }
    const source = this.sources.get(file) ?? new YamlSource(text);
    this.sources.set(file, source);
    for (const { offset, message } of source.mistakes) this.problems.push({ file, ...source.place(offset), message });
    if (source.mistakes.length > 0) return null;
    const content = parseWith(schema, source.value);
    if (content.ok) return content.value;
    for (const { path, key, message } of content.issues) {
      const offset = key === null ? source.offsetOf(path) : source.offsetOfKey(path, key);
      this.problems.push({ file, ...source.place(offset), message: path.length === 0 ? message : `${path.join('.')}：${message}` });
    }
    return null;
  }

  /** The formulas of a table file; those that can't be read are reported and left out. */
  formulas(file: string, table: TableFile): readonly TableFormula[] {
    return table.formulas.flatMap((entry, index) =>
      Object.entries(entry).flatMap(([rule, text]) => {
        const path = ['formulas', index];
        const assignment = this.parse({ file, path: [...path, rule], text }, () => parseAssignment(text));
        return assignment === null ? [] : [this.remember({ rule, assignment }, { file, path, key: rule })];
      }),
    );
  }

  /** The suggested score of a self-evaluation's form; null where there is none or it can't be read. */
  scoring(file: string, { scoring }: TableFile): Assignment | null {
    return scoring === undefined ? null : this.parse({ file, path: ['scoring'], text: scoring }, () => parseAssignment(scoring));
  }

  /**
   * One rule of a rules file. `base` is the rule of that id in a set that this one extends: what is not stated stays as it is there,
   * and a formula or test that is stated takes the place of the whole definition.
   */
  rule(file: string, input: RuleInput, index: number, base: Rule | null): Rule | null {
    const path = ['rules', index];
    const says = input.says ?? base?.says;
    const severity = input.severity ?? base?.severity;
    if (says === undefined || severity === undefined) {
      this.report({ file, path: [...path, 'id'] }, `所继承的模板没有规则 ${input.id}，新规则须写明 ${says === undefined ? 'says（一句话说明）' : 'severity（级别）'}`);
      return null;
    }
    const isDefined = base === null || [input.holds, input.for, input.when, input.test, input.tables].some((part) => part !== undefined);
    const { holds, loop, when, test, tables } = isDefined ? this.definition(file, input, path) : base;
    const tolerance = input.tolerance === undefined ? (base?.tolerance ?? null) : String(input.tolerance);
    return this.remember({ id: input.id, says, severity, source: input.source ?? base?.source ?? null, holds, loop, when, tolerance, test, tables }, { file, path });
  }

  private definition(file: string, input: RuleInput, path: Path): Pick<Rule, 'holds' | 'loop' | 'when' | 'test' | 'tables'> {
    const { for: over, when, holds = [] } = input;
    const loop = over === undefined ? null : this.parse({ file, path: [...path, 'for'], text: over }, () => parseLoop(over));
    const variables = loop === null ? [] : [loop.variable];
    const several = Array.isArray(holds);
    const expressions = [holds].flat().flatMap((text, at) => {
      const expression = this.parse({ file, path: several ? [...path, 'holds', at] : [...path, 'holds'], text }, () => parseExpression(text, variables));
      return expression === null ? [] : [{ expression, text }];
    });
    return {
      holds: expressions, loop, when: when === undefined ? null : this.parse({ file, path: [...path, 'when'], text: when }, () => parseExpression(when, variables)),
      test: input.test ?? null, tables: input.tables ?? [],
    };
  }

  /** What `parse` makes of a formula's text, remembered with its place; null with the mistake reported. */
  parse<T extends object>(origin: Origin & { readonly text: string }, parse: () => T): T | null {
    try {
      return this.remember(parse(), origin);
    } catch (error) {
      if (!(error instanceof FormulaSyntaxError)) throw error;
      this.report(origin, error.message, error.at);
      return null;
    }
  }
}
