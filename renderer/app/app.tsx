/** The window: start page or editor, and over them whatever is being asked, chosen or waited for. */
import { type DragEvent, useEffect, useState, useSyncExternalStore } from 'react';
import type { CellRef } from '../../shared/document/document.ts';
import type { Desk, DeskView } from '../state/desk.ts';
import type { Session } from '../state/session.ts';
import { Editor } from './editor.tsx';
import { FileChooser } from './file-chooser.tsx';
import { ImportReviewWindow } from './import-review.tsx';
import { ProgressWindow } from './progress-window.tsx';
import { ChangedWindow, DraftWindow, LeaveWindow } from './question-windows.tsx';
import { readDropped } from './read-dropped.ts';
import { StartPage } from './start-page.tsx';
import { useShortcuts } from './use-shortcuts.ts';

export function App({ desk }: { readonly desk: Desk }) {
  const view = useSyncExternalStore(desk.subscribe, desk.snapshot);
  const [isDropping, setDropping] = useState(false);
  useShortcuts(desk.commands, view.session !== null);
  useUnsavedGuard(view.session);
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setDropping(true);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setDropping(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) void readDropped(file).then((source) => desk.importFrom(source));
  };
  return (
    <div role="application" aria-label="明账" className={isDropping ? 'window dropping' : 'window'} onDragOver={over} onDragLeave={() => setDropping(false)} onDrop={drop}>
      {view.session === null ? <Start desk={desk} view={view} /> : <Work key={view.session.id} desk={desk} session={view.session} />}
      <Windows desk={desk} view={view} />
      {view.message === '' ? null : (
        <div className="notice toast" role="alert">
          <span>{view.message}</span>
          <button type="button" onClick={() => desk.say('')}>知道了</button>
        </div>
      )}
    </div>
  );
}

function Start({ desk, view }: { readonly desk: Desk; readonly view: DeskView }) {
  const { commands } = desk;
  return (
    <StartPage
      recent={view.recent} pending={view.pending} onImport={commands.import} onOpen={commands.open} onSample={commands['open-sample']}
      onRecent={(path) => void desk.openPath(path)} onRecover={(id) => void desk.recover(id)} onForget={(id) => void desk.forget(id)}
    />
  );
}

function Work({ desk, session }: { readonly desk: Desk; readonly session: Session }) {
  const [jump, setJump] = useState<{ readonly ref: CellRef } | null>(null);
  const show = (ref: CellRef): void => {
    session.workspace.showTable(ref.table);
    setJump({ ref });
  };
  return <Editor workspace={session.workspace} path={session.path} jump={jump} onJump={show} onProblem={(message) => desk.say(message)} onCommand={(command) => desk.commands[command]()} />;
}

function Windows({ desk, view }: { readonly desk: Desk; readonly view: DeskView }) {
  const { question } = view;
  return (
    <>
      {view.request === null ? null : <FileChooser bridge={desk.bridge} request={view.request} />}
      {view.review === null ? null : <ImportReviewWindow review={view.review} onOpen={() => void desk.accept()} onCancel={() => desk.dismiss()} />}
      {view.work === null ? null : <ProgressWindow work={view.work} onCancel={() => desk.cancelWork()} />}
      {question?.kind === 'leave' ? <LeaveWindow onSave={() => void desk.saveAndLeave()} onDiscard={() => void desk.leave(true)} onCancel={() => desk.dismiss()} /> : null}
      {question?.kind === 'changed' ? <ChangedWindow onOverwrite={() => void desk.saveTo(question.path, true)} onSaveAs={() => { desk.dismiss(); void desk.save(true); }} onCancel={() => desk.dismiss()} /> : null}
      {question?.kind === 'draft' ? <DraftWindow message={question.message} onDraft={() => void desk.exportTo(question.path, true)} onCancel={() => desk.dismiss()} /> : null}
    </>
  );
}

/** The page asks before it is closed with unsaved changes. */
function useUnsavedGuard(session: Session | null): void {
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent): void => {
      if (session?.workspace.snapshot().isSaved === false) event.preventDefault();
    };
    window.addEventListener('beforeunload', guard);
    return () => window.removeEventListener('beforeunload', guard);
  }, [session]);
}
