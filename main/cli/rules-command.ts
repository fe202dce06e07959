/** `mingzhang rules`: what is checked, by which formulas and how strictly. One rule, or few, are told in full. */
import { newDocument } from '../../shared/template/new-document.ts';
import { Engine } from '../../shared/formula/engine.ts';
import { findRules, type RulePage, rulePages } from '../../shared/report/rule-page.ts';
import { SEVERITY_WORDS } from '../../shared/check/describe.ts';
import { type ExitStatus, type Output, Unusable } from './outcome.ts';
import type { TemplateStore } from './template-store.ts';
import { textTable } from './text-table.ts';

/** More than these are listed, a line each. */
const TOLD_IN_FULL = 5;

/** Lists the rules of a set; `search` is an id or words. */
export function rules(search: string, template: string | undefined, store: TemplateStore, output: Output): ExitStatus {
  const set = store.get(template ?? store.ids()[0] ?? '');
  const engine = new Engine(set, { ...newDocument(set, { department: '' }), precision: 'rounded' });
  const pages = rulePages(engine, store.narrative(set).audit.rules);
  const exact = pages.filter(({ id }) => id === search.toUpperCase());
  const found = exact.length > 0 ? exact : findRules(pages, search);
  if (found.length === 0) throw new Unusable(`模板 ${set.id} 没有与“${search}”有关的规则。请换一个词，或不写词列出全部`);
  output.out(`${set.name}：${search === '' ? '' : `与“${search}”有关的`}校验规则 ${found.length} 条\n\n`);
  if (found.length > TOLD_IN_FULL) output.out(`${textTable(['规则', '级别', '说明'], found.map(({ id, severity, says }) => [id, SEVERITY_WORDS[severity], says]))}\n`);
  else for (const page of found) output.out(`${inFull(page)}\n`);
  return 0;
}

function inFull({ id, family, severity, says, formulas, tolerance, source, tables }: RulePage): string {
  const lines = [`${id}　${says}`, `　级别：${SEVERITY_WORDS[severity]}　类别：${family}`, `　容差：${tolerance}`, `　出处：${source}`];
  if (tables.length > 0) lines.push(`　适用：${tables.join('、')}`);
  for (const { table, written, example } of formulas) lines.push(`　公式：${table === '' ? '' : `${table} `}${written}${example === '' ? '' : `　即 ${example}`}`);
  return `${lines.join('\n')}\n`;
}
