/**
 * One YAML file of a template set: its value, what is wrong with it, and where each part stands in the text. YAML is data here and
 * nothing more: aliases (which can blow up a small file), tags and a second document in the file are refused.
 */
import { type ErrorCode, isMap, isNode, isScalar, LineCounter, type Node, parseDocument, visit, type Document as YamlDocument } from 'yaml';

/** A place in the text as an editor shows it, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Something wrong at an offset of the text. */
export interface YamlMistake {
  readonly offset: number;
  readonly message: string;
}

type Path = readonly PropertyKey[];

interface Parsed {
  readonly document: YamlDocument;
  readonly lines: LineCounter;
}

export class YamlSource {
  /** The file's content; null where `mistakes` says why there is none. */
  readonly value: unknown;
  readonly mistakes: readonly YamlMistake[];
  private made: Parsed | null = null;

  /** `known` is the content of the very same text where a build has read it, without mistakes: the text is parsed only for a place in it then. */
  constructor(private readonly text: string, known?: unknown) {
    this.mistakes = known === undefined ? mistakesIn(this.parsed, text) : [];
    this.value = known !== undefined ? known : this.mistakes.length > 0 ? null : this.parsed.document.toJS({ maxAliasCount: 0 });
  }

  /** Line and column of an offset. */
  place(offset: number): Place {
    const { line, col } = this.parsed.lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  /** Offset of the value at `path`, or of its nearest ancestor that exists. A quoted text starts after its quote. */
  offsetOf(path: Path): number {
    const node = this.nearest(path);
    return node?.range ? node.range[0] + (isQuoted(node) ? 1 : 0) : 0;
  }

  /** Offset of the key `key` in the map at `path`. */
  offsetOfKey(path: Path, key: string): number {
    const map = this.parsed.document.getIn(path, true);
    const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
    return isScalar(pair?.key) && pair.key.range ? pair.key.range[0] : this.offsetOf(path);
  }

  /** Offset of character `at` of the text at `path`; of the text's start where escapes or line folding shift it. */
  offsetWithin(path: Path, text: string, at: number): number {
    const start = this.offsetOf(path);
    return this.text.startsWith(text.slice(0, at), start) ? start + at : start;
  }

  private get parsed(): Parsed {
    this.made ??= parse(this.text);
    return this.made;
  }

  private nearest(path: Path): Node | null {
    const { document } = this.parsed;
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node)) return node;
    }
    return null;
  }
}

function parse(text: string): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines, prettyErrors: false, logLevel: 'error', version: '1.2', schema: 'core', merge: false, resolveKnownTags: false, stringKeys: true, uniqueKeys: true,
  });
  return { document, lines };
}

function mistakesIn({ document, lines }: Parsed, text: string): readonly YamlMistake[] {
  return [...syntaxMistakes(document, lines), ...(text.includes('*') ? aliasMistakes(document) : [])];
}

function isQuoted(node: Node): boolean {
  return isScalar(node) && (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE');
}

/** Errors and refused tags, the first of each line: what follows on the same line is mostly its consequence. */
function syntaxMistakes(document: YamlDocument, lines: LineCounter): readonly YamlMistake[] {
  const byLine = new Map<number, YamlMistake>();
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    const { line } = lines.linePos(pos[0]);
    if (!byLine.has(line)) byLine.set(line, { offset: pos[0], message: `YAML 写法有误：${MEANINGS[code]}${detail(code, message)}` });
  }
  return [...byLine.values()];
}

function aliasMistakes(document: YamlDocument): readonly YamlMistake[] {
  const mistakes: YamlMistake[] = [];
  visit(document, {
    Alias: (_key, node) => {
      mistakes.push({ offset: node.range?.[0] ?? 0, message: `模板中不能用 YAML 别名“*${node.source}”，请把内容写全` });
    },
  });
  return mistakes;
}

/** What the library's message names beyond its code: the character or bracket that is missing. */
function detail(code: ErrorCode, message: string): string {
  if (code !== 'MISSING_CHAR' && code !== 'BAD_SCALAR_START') return '';
  const named = /(["'\]}@`%|>]|quote|,|:)\s*$/u.exec(message.replace(/ (?:quote)$/u, ''))?.[1];
  return named === undefined ? '' : `（${named.startsWith('"') ? '双引号' : named}）`;
}

const MEANINGS: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: '别名不能再带标签或锚点',
  BAD_ALIAS: '别名无效；文字以 * 开头时须用引号括起来',
  BAD_COLLECTION_TYPE: '内容与所写的标签不符',
  BAD_DIRECTIVE: '不认识的 % 指令',
  BAD_DQ_ESCAPE: '双引号中的 \\ 转义无效，可改用单引号',
  BAD_INDENT: '缩进不对，或括号、引号没有配对',
  BAD_PROP_ORDER: '标签和锚点的位置不对',
  BAD_SCALAR_START: '文字不能以此符号开头，须用引号括起来',
  BLOCK_AS_IMPLICIT_KEY: '一行中有多个“: ”，或缩进不对；含“: ”的文字须用引号括起来',
  BLOCK_IN_FLOW: '括号 [ ] { } 中不能再用缩进写法',
  DUPLICATE_KEY: '同一处写了两个相同的项',
  IMPOSSIBLE: '无法读懂此处',
  KEY_OVER_1024_CHARS: '项名过长，或缺少“: ”',
  MISSING_CHAR: '缺少符号，多半是引号、括号或“: ”没有写全',
  MULTILINE_IMPLICIT_KEY: '项名不能跨行，或缺少“: ”',
  MULTIPLE_ANCHORS: '一处只能有一个锚点',
  MULTIPLE_DOCS: '一个文件只能有一份内容，不能有“---”分隔的第二份',
  MULTIPLE_TAGS: '一处只能有一个标签',
  NON_STRING_KEY: '项名须是文字',
  RESOURCE_EXHAUSTION: '嵌套层次过深',
  TAB_AS_INDENT: '缩进须用空格，不能用制表符',
  TAG_RESOLVE_FAILED: '模板中不能用“!”标签；文字以 ! 开头时须用引号括起来',
  UNEXPECTED_TOKEN: '此处有多余的内容；以 [ 或引号开头的公式，须整个用引号括起来',
};
