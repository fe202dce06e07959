/** Rows, columns and tables of a workbook that the template does not know: one click says what they are, for this file and the next. */
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ImportReview, UnknownPart } from '../../shared/ipc.ts';
import type { Synonym } from '../../shared/template/synonyms.ts';
import { findTable, type Template } from '../../shared/template/template.ts';
import { isTargetMeant, type Target, targetsOf } from '../state/import-targets.ts';
import { useInitials } from './use-initials.ts';

const KINDS = { table: '表', row: '行', column: '列' } as const;
const MOST_SHOWN = 80;

interface MappingProps {
  readonly review: ImportReview;
  readonly template: Template;
  readonly onTeach: (add: readonly Synonym[], remove: readonly Synonym[]) => void;
}

export function UnknownParts({ review, template, onTeach }: MappingProps) {
  const [open, setOpen] = useState<string | null>(null);
  const list = useRef<HTMLElement>(null);
  // What was mapped is gone from the list: the keyboard goes on with the next.
  useEffect(() => {
    if (review.taught.length > 0 && document.activeElement === document.body) list.current?.querySelector('button')?.focus();
  }, [review]);
  if (review.unknown.length === 0) return null;
  return (
    <section ref={list} aria-label="模板不认识的内容">
      <h3>模板不认识的内容（{review.unknown.length}）</h3>
      <p className="hint">已照原样保留。如果它就是表样中的某一{[...new Set(review.unknown.map(({ kind }) => KINDS[kind]))].join('、')}，点“对应到”选一次，立即重新识别，以后的文件也照此识别。</p>
      {review.unknown.map((part) => {
        const id = `${part.kind}\n${part.table}\n${part.text}\n${part.address}`;
        return <PartLine key={id} part={part} template={template} isOpen={open === id} onOpen={(isOpen) => setOpen(isOpen ? id : null)} onChosen={(target) => onTeach([{ table: target.table, kind: part.kind, text: part.text, key: target.key }], [])} />;
      })}
    </section>
  );
}

interface PartLineProps {
  readonly part: UnknownPart;
  readonly template: Template;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onChosen: (target: Target) => void;
}

function PartLine({ part, template, isOpen, onOpen, onChosen }: PartLineProps) {
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    onOpen(false);
    button.current?.focus();
  };
  const title = part.kind === 'table' ? '' : `${findTable(template.tables, part.table)?.title ?? part.table}　`;
  return (
    <div className="unknown-part">
      <p>
        <span className="kind">{KINDS[part.kind]}</span>
        <span className="what">{title}<b>{part.text}</b></span>
        <small>{part.address}，{part.figures} 个数</small>
        <button ref={button} type="button" aria-expanded={isOpen} aria-label={`对应到：${part.text}`} onClick={() => onOpen(!isOpen)}>{isOpen ? '收起' : '对应到……'}</button>
      </p>
      {isOpen ? <TargetChooser part={part} template={template} onChosen={onChosen} onClose={close} /> : null}
    </div>
  );
}

function TargetChooser({ part, template, onChosen, onClose }: { readonly part: UnknownPart; readonly template: Template; readonly onChosen: (target: Target) => void; readonly onClose: () => void }) {
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState(0);
  const initials = useInitials();
  const targets = useMemo(() => targetsOf(part, template).map((target) => ({ target, initials: initials(target.name) })), [part, template, initials]);
  const found = targets.filter((one) => isTargetMeant(one.target, one.initials, wanted)).slice(0, MOST_SHOWN);
  const move = (step: number): void => setChosen(Math.max(0, Math.min(found.length - 1, chosen + step)));
  const choose = (): void => {
    const target = found[chosen]?.target;
    if (target !== undefined) onChosen(target);
  };
  const keys = new Map([['ArrowDown', () => move(1)], ['ArrowUp', () => move(-1)], ['Enter', choose], ['Escape', onClose]]);
  const press = (event: KeyboardEvent): void => {
    const action = keys.get(event.key);
    if (action === undefined || event.nativeEvent.isComposing) return;
    // Escape closes the list, not the whole review.
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  return (
    <div className="target-chooser">
      <input
        type="text" value={wanted} role="combobox" aria-expanded="true" aria-controls="target-list" aria-activedescendant={found.length === 0 ? undefined : `target-${chosen}`} autoComplete="off" ref={focusOnce}
        aria-label={`“${part.text}”是哪一${KINDS[part.kind]}`} placeholder={part.kind === 'row' ? '行次、科目编码、名称或拼音首字母' : '名称或拼音首字母'}
        onKeyDown={press} onChange={(event) => { setWanted(event.target.value); setChosen(0); }}
      />
      <div id="target-list" className="scroll chooser" role="listbox" aria-label="可以对应的内容">
        {found.map(({ target }, at) => (
          <button key={`${target.table}\n${target.key}`} id={`target-${at}`} type="button" role="option" aria-selected={at === chosen} tabIndex={-1} onClick={() => onChosen(target)}>
            <span className="code">{target.code}</span><span>{target.name}</span>
          </button>
        ))}
        {found.length === 0 ? <p className="empty">没有这样的{KINDS[part.kind]}，换个说法试试</p> : null}
      </div>
    </div>
  );
}

function focusOnce(element: HTMLInputElement | null): void {
  element?.focus();
  element?.closest('.unknown-part')?.scrollIntoView({ block: 'nearest' });
}

/** What is remembered on this machine, each to be taken back. */
export function TaughtWords({ review, template, onTeach }: MappingProps) {
  if (review.taught.length === 0) return null;
  return (
    <details>
      <summary>记住的对应（{review.taught.length}）</summary>
      <ul className="taught">
        {review.taught.map((synonym) => (
          <li key={`${synonym.kind}${synonym.table}${synonym.text}`}>
            <span>{KINDS[synonym.kind]}“{synonym.text}”＝{meaningOf(synonym, template)}</span>
            <button type="button" className="quiet" aria-label={`不再记住：${synonym.text}`} onClick={() => onTeach([], [synonym])}>不再记住</button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function meaningOf({ kind, table, key, text }: Synonym, template: Template): string {
  const title = findTable(template.tables, table)?.title ?? table;
  if (kind === 'table') return title;
  const target = targetsOf({ kind, table, text, address: '', figures: 0 }, template).find((one) => one.key === key);
  return `${title} ${target === undefined ? key : `${target.code} ${target.name}`.trim()}`;
}
