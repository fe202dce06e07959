/** Inserting a 科目: looked up by code, name or pinyin initials; one that is not in the list can be typed in full. */
import { type FormEvent, type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import type { Engine } from '../../shared/formula/engine.ts';
import { NO_SUBJECTS, type SubjectList } from '../../shared/template/learned-subjects.ts';
import type { TableTemplate } from '../../shared/template/template.ts';
import { only } from '../grid/selection.ts';
import type { Desk } from '../state/desk.ts';
import type { EditorState } from '../state/editor-state.ts';
import { insertEdits, isSubjectMeant, knownSubjects, refusedCode, type Subject } from '../state/subject-rows.ts';
import { DialogWindow } from './dialog-window.tsx';
import { useInitials } from './use-initials.ts';

const MOST_SHOWN = 80;

export function SubjectDialog({ desk, state, table }: { readonly desk: Desk; readonly state: EditorState; readonly table: TableTemplate }) {
  const { engine } = state.workspace;
  const [wanted, setWanted] = useState('');
  const [name, setName] = useState('');
  const [moved, setChosen] = useState<number | null>(null);
  const initials = useInitials();
  const learned = useLearned(desk, state);
  const known = useMemo(() => knownSubjects(engine, table, learned).map((subject) => ({ ...subject, initials: initials(subject.name), refused: refusedCode(engine, table, subject.code) })), [engine, table, learned, initials]);
  const found = known.filter((subject) => isSubjectMeant(subject, subject.initials, wanted)).slice(0, MOST_SHOWN);
  // The first that can be inserted, until another is chosen.
  const chosen = moved ?? Math.max(0, found.findIndex((one) => one.refused === null));
  const isNewCode = /^\d+$/u.test(wanted.trim()) && !known.some((subject) => subject.code === wanted.trim());
  const subject: Subject | null = isNewCode ? { code: wanted.trim(), name: name.trim() } : (found[chosen] ?? null);
  const problem = problemOf(engine, table, subject);
  const insert = (): void => {
    if (subject === null || problem !== null) return;
    state.ask(null);
    state.workspace.carryOut(`插入科目 ${subject.code} ${subject.name}`, insertEdits(engine, table, subject, learned));
    const sheet = state.sheetOf(table);
    const row = sheet.content.rows.find((one) => one.line?.rows.includes(subject.code) === true);
    const cell = row?.line?.cells.find((one) => one.ref?.row === subject.code && engine.formula(one.ref) === null);
    if (row !== undefined && cell !== undefined) sheet.select(only({ row: row.position, column: cell.column }));
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setChosen(Math.max(0, Math.min(found.length - 1, chosen + (event.key === 'ArrowDown' ? 1 : -1))));
  };
  return (
    <DialogWindow label="插入科目" onCancel={() => state.ask(null)}>
      <form onSubmit={(event: FormEvent) => { event.preventDefault(); insert(); }}>
        <h3>插入科目：{table.mark ?? table.title}</h3>
        <label className="field">编码、名称或拼音首字母 <input type="text" value={wanted} role="combobox" aria-expanded="true" aria-controls="subject-list" autoComplete="off" onKeyDown={press} onChange={(event) => { setWanted(event.target.value); setChosen(null); }} /></label>
        {isNewCode ? <label className="field">名称 <input type="text" value={name} onChange={(event) => setName(event.target.value)} /></label> : null}
        <div id="subject-list" className="scroll chooser" role="listbox" aria-label="科目">
          {found.map((one, at) => (
            <button key={one.code} type="button" role="option" aria-selected={at === chosen} disabled={one.refused !== null} className={`level-${one.code.length}`} onClick={() => setChosen(at)} onDoubleClick={insert}>
              <span className="code">{one.code}</span><span>{one.name}</span>{one.refused === null ? null : <small>已在表中</small>}
            </button>
          ))}
        </div>
        <p className="hint">{problem ?? `将按编码顺序插入 ${subject?.code ?? ''} ${subject?.name ?? ''}，缺少的上级科目一并插入`}</p>
        <div className="buttons"><button type="button" onClick={() => state.ask(null)}>取消</button><button type="submit" className="primary" disabled={problem !== null}>插入</button></div>
      </form>
    </DialogWindow>
  );
}

/** What accepted imports have brought; nothing until it is read. */
function useLearned({ bridge }: Desk, state: EditorState): SubjectList {
  const [learned, setLearned] = useState(NO_SUBJECTS);
  useEffect(() => {
    let isShown = true;
    const read = async (): Promise<void> => {
      const answer = await bridge.call('import.subjects', {});
      if (!answer.ok) state.say(answer.message);
      else if (isShown) setLearned(answer.subjects);
    };
    void read();
    return () => {
      isShown = false;
    };
  }, [bridge, state]);
  return learned;
}

function problemOf(engine: Engine, table: TableTemplate, subject: Subject | null): string | null {
  if (subject === null) return '没有找到科目；可直接输入完整编码';
  return refusedCode(engine, table, subject.code) ?? (subject.name === '' ? '科目表中没有这个编码，请填写名称' : null);
}
