/** 上年转本年: which year, what comes along, what is left blank, what stands beside it as last year's. */
import { type FormEvent, useMemo, useState } from 'react';
import type { Document } from '../../shared/document/document.ts';
import { carriedOver, rollDocument } from '../../shared/document/roll.ts';
import type { Template } from '../../shared/template/template.ts';
import { DialogWindow } from './dialog-window.tsx';

export interface NewYearWindowProps {
  readonly last: Document;
  /** The set of last year's document; null where the window does not have it. */
  readonly template: Template | null;
  readonly onBegin: (year: number) => void;
  readonly onCancel: () => void;
}

const LAST_YEAR = 2200;

export function NewYearWindow({ last, template, onBegin, onCancel }: NewYearWindowProps) {
  const [typed, setTyped] = useState(String(last.year + 1));
  const year = /^\d{4}$/u.test(typed.trim()) ? Number(typed) : 0;
  const isPossible = year > last.year && year <= LAST_YEAR;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isPossible) onBegin(year);
  };
  return (
    <DialogWindow label="转为新年度" onCancel={onCancel}>
      <form className="new-year" onSubmit={submit}>
        <h3>转为新年度：{last.department || '未写部门'}</h3>
        <label>{last.year} 年度 → 新年度 <input type="text" inputMode="numeric" size={6} value={typed} aria-invalid={!isPossible} aria-describedby="year-problem" onChange={(event) => setTyped(event.target.value)} /> 年度</label>
        <p id="year-problem" className="problem" role="status">{isPossible ? '' : `新年度须是晚于 ${last.year} 的四位年份`}</p>
        {template === null ? <p className="notice error">本机没有模板 {last.template}，请安装该模板后再转。</p> : <Carried last={last} template={template} />}
        <div className="buttons"><button type="button" onClick={onCancel}>取消</button><button type="submit" className="primary" disabled={!isPossible || template === null}>生成新年度文档</button></div>
      </form>
    </DialogWindow>
  );
}

function Carried({ last, template }: { readonly last: Document; readonly template: Template }) {
  const { subjects, evaluations, texts, reasons, extraSheets, figures } = useMemo(() => carriedOver(rollDocument(last, last.year + 1, template)), [last, template]);
  const none = (count: number, words: string): string => (count === 0 ? '' : words);
  return (
    <dl>
      <dt>带到新年度</dt>
      <dd><ul>{[
        `${template.name}的表样，单位${last.unit}，保留 ${last.decimals} 位小数`, `各表的科目 ${subjects} 行`, none(texts, `概况和名词解释的文字 ${texts} 段`),
        none(evaluations, `绩效自评 ${evaluations} 张的指标、目标值和分值`), none(extraSheets, `模板没有的附表 ${extraSheets} 张，只带文字`),
      ].filter((line) => line !== '').map((line) => <li key={line}>{line}</li>)}</ul></dd>
      <dt>留待填写</dt>
      <dd><ul>{[
        '各表的金额，全部空白', none(evaluations, '绩效自评的完成值、得分和原因'), reasons === 0 ? '情况说明中的原因' : `情况说明中的原因：上年写过 ${reasons} 条，填写时可以选用`,
      ].filter((line) => line !== '').map((line) => <li key={line}>{line}</li>)}</ul></dd>
      <dt>留作上年数</dt>
      <dd><ul><li>{last.year} 年度的 {figures} 个数：用于对比、同比文字和年初结转的校验</li></ul></dd>
      <dt>不带</dt>
      <dd><ul><li>批注、已接受的尾差和已说明的问题，仍在上年的文件中</li></ul></dd>
    </dl>
  );
}
