/** The window: start page or editor, and over them whatever is being asked, chosen or waited for. */
import { type DragEvent, useEffect, useState, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { type Finding, openErrors } from '../../shared/check/finding.ts';
import type { Bridge } from '../../shared/ipc.ts';
import { goTo } from '../panels/finding-card.tsx';
import { Desk } from '../state/desk.ts';
import { beginYear } from '../state/new-year.ts';
import type { DeskView } from '../state/desk-view.ts';
import { takeDropped } from '../state/dropped-files.ts';
import { AuditWindow } from './audit-window.tsx';
import { Sessions } from '../state/session.ts';
import { Editor } from './editor.tsx';
import { FileChooser } from './file-chooser.tsx';
import { HelpSheets } from './help-sheets.tsx';
import { ImportReviewWindow } from './import-review.tsx';
import { MenuBar } from './menu-bar.tsx';
import { MergeWindow } from './merge-window.tsx';
import { NewYearWindow } from './new-year-window.tsx';
import { ProgressWindow } from './progress-window.tsx';
import { ObstacleWindow, DraftWindow, LeaveWindow } from './question-windows.tsx';
import { StartPage } from './start-page.tsx';
import { useShortcuts } from './use-shortcuts.ts';

export async function showApp(root: Element, bridge: Bridge): Promise<void> {
  const { files } = await bridge.call('templates.read', {});
  const desk = new Desk(new Sessions(bridge, files));
  const started = desk.start();
  createRoot(root).render(<App desk={desk} />);
  await started;
}

function App({ desk }: { readonly desk: Desk }) {
  const view = useSyncExternalStore(desk.subscribe, desk.snapshot);
  const [isDropping, setDropping] = useState(false);
  useShortcuts(desk);
  useUnsavedGuard(view);
  useTheme(view);
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setDropping(true);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setDropping(false);
    void takeDropped(desk, [...event.dataTransfer.files]);
  };
  return (
    <div role="application" aria-label="明账" className={isDropping ? 'window dropping' : 'window'} onDragOver={over} onDragLeave={() => setDropping(false)} onDrop={drop}>
      {view.info?.host === 'electron' ? null : <MenuBar desk={desk} view={view} />}
      {view.session === null || view.editor === null ? <StartPage desk={desk} view={view} /> : <Editor key={view.session.id} desk={desk} view={view} session={view.session} state={view.editor} />}
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

function Windows({ desk, view }: { readonly desk: Desk; readonly view: DeskView }) {
  const { question } = view;
  return (
    <>
      {view.task?.kind === 'new-year' ? <NewYearWindow last={view.task.last} template={desk.imports.templateOf(view.task.last.template)} onBegin={(year) => void beginYear(desk, year)} onCancel={() => desk.dismiss('task')} /> : null}
      {view.task?.kind === 'audit' ? <AuditWindow desk={desk} onCancel={() => desk.dismiss('task')} /> : null}
      {view.task?.kind === 'merge' ? <MergeWindow board={view.task.board} onCancel={() => desk.dismiss('task')} /> : null}
      {view.request === null ? null : <FileChooser bridge={desk.bridge} request={view.request} />}
      {view.reviewing === null ? null : <ImportReviewWindow imports={desk.imports} reviewing={view.reviewing} onCancel={() => desk.dismiss('reviewing')} />}
      {view.work === null ? null : <ProgressWindow work={view.work} onCancel={() => desk.cancelWork()} />}
      {view.sheet === null ? null : <HelpSheets desk={desk} view={view} sheet={view.sheet} />}
      {question?.kind === 'leave' ? <LeaveWindow onSave={() => void desk.saveAnd(question.then)} onDiscard={() => { desk.dismiss('question'); void question.then(); }} onCancel={() => desk.dismiss('question')} /> : null}
      {question?.kind === 'changed' || question?.kind === 'exists' || question?.kind === 'moved' ? <ObstacleWindow obstacle={question.kind} onWrite={() => void desk.saveTo(question.path, true)} onSaveAs={() => { desk.dismiss('question'); void desk.save(true); }} onCancel={() => desk.dismiss('question')} /> : null}
      {question?.kind === 'draft' ? <DraftWindow findings={blocking(view)} onShow={(finding) => showFinding(desk, view, finding)} onDraft={() => void desk.exportTo(question.path, true, question.as)} onCancel={() => desk.dismiss('question')} /> : null}
    </>
  );
}

/** The errors that keep the final report back. */
function blocking({ session, editor }: DeskView): readonly Finding[] {
  return openErrors([...(session?.workspace.snapshot().review.findings ?? []), ...(editor?.texts?.snapshot().findings ?? [])]);
}

function showFinding(desk: Desk, { editor }: DeskView, finding: Finding): void {
  desk.dismiss('question');
  editor?.change({ panel: 'findings' });
  if (editor !== null) goTo(editor, finding);
}

/** The page asks before it is closed with unsaved changes. */
function useUnsavedGuard({ session }: DeskView): void {
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent): void => {
      if (session?.workspace.snapshot().isSaved === false) event.preventDefault();
    };
    window.addEventListener('beforeunload', guard);
    return () => window.removeEventListener('beforeunload', guard);
  }, [session]);
}

function useTheme({ settings }: DeskView): void {
  useEffect(() => {
    document.documentElement.dataset['theme'] = settings.theme;
  }, [settings.theme]);
}
