/** The rules of the document's set, to be searched and read one by one: what each checks, how strictly, and what it came to here. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { SEVERITY_WORDS } from '../../shared/check/describe.ts';
import { findRules, type RulePage, rulePages } from '../../shared/report/rule-page.ts';
import type { EditorState } from '../state/editor-state.ts';
import { DialogWindow } from './dialog-window.tsx';

export function RulesDialog({ state, rule }: { readonly state: EditorState; readonly rule: string }) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState(rule);
  const pages = useMemo(() => rulePages(state.workspace.engine, state.audit.rules), [state]);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, []);
  const found = findRules(pages, search);
  const page = found.find(({ id }) => id === chosen) ?? found[0];
  return (
    <DialogWindow label="校验规则" onCancel={() => state.ask(null)}>
      <div className="column rules">
        <h3>校验规则（{state.workspace.template.name}）</h3>
        <label className="field">查找 <input type="text" value={search} placeholder="规则号、表名、科目或词，如 A17、三公、结转" onChange={(event) => setSearch(event.target.value)} /></label>
        <div className="rule-pages">
          <ul ref={list} className="scroll" aria-label="规则">
            {found.map((one) => <li key={one.id}><button type="button" aria-current={one === page} onClick={() => setChosen(one.id)}><b>{one.id}</b><span>{one.says}</span><small>{stateWords(one)}</small></button></li>)}
          </ul>
          {page === undefined ? <p className="empty">没有符合的规则，请换一个词。</p> : <Page page={page} />}
        </div>
        <div className="buttons"><button type="button" className="primary" onClick={() => state.ask(null)}>关闭</button></div>
      </div>
    </DialogWindow>
  );
}

function stateWords({ coverage }: RulePage): string {
  if (coverage === null) return '审核说明文字时校验';
  const { passed, failed, notApplicable, insufficientData } = coverage;
  if (failed > 0) return `未通过 ${failed}`;
  if (passed > 0) return `通过 ${passed}`;
  return insufficientData > 0 ? '缺少数据' : notApplicable > 0 ? '不适用' : '没有适用的单元格';
}

function Page({ page }: { readonly page: RulePage }) {
  const { id, family, says, severity, tolerance, source, formulas, tables, coverage, reasons } = page;
  return (
    <article className="scroll" aria-label={`规则 ${id}`}>
      <h3>{id}　{says}</h3>
      <dl>
        <dt>级别</dt><dd>{SEVERITY_WORDS[severity]}（{family}）</dd>
        <dt>容差</dt><dd>{tolerance}</dd>
        <dt>出处</dt><dd>{source}</dd>
        {tables.length === 0 ? null : <><dt>适用</dt><dd>{tables.join('、')}</dd></>}
        {coverage === null ? null : <><dt>本文档</dt><dd>通过 {coverage.passed}，未通过 {coverage.failed}，不适用 {coverage.notApplicable}，缺少数据 {coverage.insufficientData}</dd></>}
        {reasons.map(({ state, why, count }) => <Reason key={`${state}${why}`} label={state === 'insufficientData' ? '缺少数据' : '不适用'} words={`${why}（${count} 处）`} />)}
        {formulas.map(({ table, written, example }) => <Reason key={`${table}${written}`} label="公式" words={`${table === '' ? '' : `${table} `}${written}`} more={example === '' ? null : `如：${example}`} />)}
      </dl>
    </article>
  );
}

function Reason({ label, words, more = null }: { readonly label: string; readonly words: string; readonly more?: string | null }) {
  return <><dt>{label}</dt><dd>{words}{more === null ? null : <small>{more}</small>}</dd></>;
}
