/** Says in Chinese how data from outside departs from its schema: what was expected, and what stands there. */
import { z } from 'zod';

/** One departure: where it is, and for a key that has no place there, which key. */
export interface SchemaIssue {
  readonly path: readonly PropertyKey[];
  readonly key: string | null;
  readonly message: string;
}

type RawIssue = z.core.$ZodRawIssue;
type Issue = z.core.$ZodIssue;

const chinese = z.locales.zhCN().localeError;

/** Parses without touching zod's global settings: Chinese messages, and no compiled fast path (a template is read once). */
export function parseWith<T>(schema: z.ZodType<T>, value: unknown): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly issues: readonly SchemaIssue[] } {
  const parsed = schema.safeParse(value, { error: say, jitless: true });
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, issues: parsed.error.issues.flatMap((issue) => flatten(issue, [])) };
}

/** An issue with its path from the top; a union's failure becomes that of the alternative that was most likely meant. */
function flatten(issue: Issue, above: readonly PropertyKey[]): readonly SchemaIssue[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const alternatives = issue.errors.filter((errors) => errors.length > 0);
    const kinds = alternatives.flatMap((errors) => (errors.length === 1 && errors[0]?.code === 'invalid_type' && errors[0].path.length === 0 ? [errors[0].expected] : []));
    if (kinds.length === alternatives.length) return [{ path, key: null, message: `应为${[...new Set(kinds.map(typeName))].join('或')}` }];
    return likeliest(alternatives).flatMap((inner) => flatten(inner, path));
  }
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path, key, message: `不认识“${key}”，${issue.message}` }));
  return [{ path, key: null, message: issue.message }];
}

/** The alternative with the fewest issues; of equals, the one that fails deepest, since the rest of it fits. */
function likeliest(alternatives: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]): number => Math.max(...issues.map((issue) => issue.path.length));
  return [...alternatives].sort((a, b) => a.length - b.length || depth(b) - depth(a))[0] ?? [];
}

function say(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? `缺少此项，应为${typeName(issue.expected)}` : `应为${typeName(issue.expected)}，写的是 ${shown(issue.input)}`;
    case 'invalid_value':
      return `应为 ${issue.values.map(String).join('、')} 之一，写的是 ${shown(issue.input)}`;
    case 'unrecognized_keys':
      return `此处可写：${keysOf(issue.inst).join('、')}`;
    case 'too_small':
      return issue.origin === 'array' ? `至少要有 ${issue.minimum} 项` : issue.origin === 'string' ? '不能为空' : `应不小于 ${issue.minimum}，写的是 ${shown(issue.input)}`;
    case 'too_big':
      return issue.origin === 'array' ? `至多有 ${issue.maximum} 项` : `应不大于 ${issue.maximum}，写的是 ${shown(issue.input)}`;
    default: {
      const message = chinese(issue);
      return typeof message === 'string' ? message : message?.message;
    }
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: '文字', number: '数', int: '整数', boolean: ' true 或 false', array: '列表', tuple: '列表', object: '“项: 值”的组合', record: '“项: 值”的组合', null: '空',
};

function typeName(type: string): string {
  return TYPE_NAMES[type] ?? type;
}

function keysOf(schema: unknown): readonly string[] {
  return schema instanceof z.core.$ZodObject ? Object.keys(schema._zod.def.shape) : [];
}

/** The value as it might be written, cut short. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? `“${value}”` : (JSON.stringify(value) ?? '空');
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}
