/** The window: start page or editor, and what happens between them — choosing files, importing, saving, exporting, recovering. */
import { type DragEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { CellRef } from '../../shared/document/document.ts';
import type { CallAnswer, ImportReview } from '../../shared/ipc.ts';
import type { ImportSource, Result, Session, Sessions } from '../state/session.ts';
import { Editor } from './editor.tsx';
import { FileChooser, type FileRequest } from './file-chooser.tsx';
import { ImportReviewWindow } from './import-review.tsx';
import { ProgressWindow, type Work } from './progress-window.tsx';
import { ChangedWindow, DraftWindow, LeaveWindow } from './question-windows.tsx';
import { readDropped } from './read-dropped.ts';
import { StartPage } from './start-page.tsx';
import { useShortcuts } from './use-shortcuts.ts';

type Question = { readonly kind: 'leave' } | { readonly kind: 'changed'; readonly path: string } | { readonly kind: 'draft'; readonly message: string; readonly path: string } | null;

export function App({ sessions }: { readonly sessions: Sessions }) {
  const { bridge } = sessions;
  const [session, setSession] = useState<Session | null>(null);
  const [review, setReview] = useState<ImportReview | null>(null);
  const [request, setRequest] = useState<FileRequest | null>(null);
  const [work, setWork] = useState<Work | null>(null);
  const [message, setMessage] = useState('');
  const [question, setQuestion] = useState<Question>(null);
  const [jump, setJump] = useState<{ readonly ref: CellRef } | null>(null);
  const [recent, setRecent] = useState<CallAnswer<'recent.list'>>([]);
  const [pending, setPending] = useState<CallAnswer<'journal.pending'>>([]);
  const [isDropping, setDropping] = useState(false);
  const current = useRef<Session | null>(null);
  current.current = session;

  const refresh = useCallback(async () => {
    setRecent(await bridge.call('recent.list', {}));
    setPending(await bridge.call('journal.pending', {}));
  }, [bridge]);
  const take = (result: Result<Session>): void => {
    if (result.ok) setSession(result.value);
    else setMessage(result.message);
  };
  const openPath = async (path: string): Promise<void> => take(await sessions.open(path));
  const importFrom = async (source: ImportSource): Promise<void> => {
    const job = crypto.randomUUID();
    setWork({ job, title: '正在识别工作簿', phase: '', fraction: null });
    const result = await sessions.import(job, source);
    setWork(null);
    if (result.ok) setReview(result.value);
    else setMessage(result.message);
  };
  const choose = async (purpose: FileRequest['purpose'], suggested: string): Promise<string | null> => {
    const native = await bridge.call('files.choose', { purpose, suggested });
    if (native.native) return native.path;
    return new Promise((resolve) => setRequest({ purpose, suggested, done: (path) => { setRequest(null); resolve(path); } }));
  };
  const saveTo = async (path: string, force: boolean): Promise<boolean> => {
    const now = current.current;
    if (now === null) return false;
    const result = await sessions.save(now, path, force);
    if (result.ok) setSession(result.value);
    else if (result.code === 'changed-by-other') setQuestion({ kind: 'changed', path });
    else setMessage(result.message);
    return result.ok;
  };
  const save = async (asNew: boolean): Promise<boolean> => {
    const now = current.current;
    if (now === null) return false;
    const path = asNew || now.path === null ? await choose('save', `${now.workspace.snapshot().document.department || '决算公开'}.mingzhang`) : now.path;
    return path === null ? false : saveTo(path.endsWith('.mingzhang') ? path : `${path}.mingzhang`, asNew && path !== now.path);
  };
  const exportTo = async (kind: 'pdf' | 'xlsx', path: string, draft: boolean): Promise<void> => {
    const now = current.current;
    if (now === null) return;
    const job = crypto.randomUUID();
    setWork({ job, title: '正在导出', phase: '', fraction: null });
    const result = await sessions.export(job, now, kind, path, draft);
    setWork(null);
    if (result.ok) setMessage(['已导出 ', path, ...result.value.map((notice) => `。${notice}`)].join(''));
    else if (result.code === 'open-errors') setQuestion({ kind: 'draft', message: result.message, path });
    else setMessage(result.message);
  };
  const exportAs = async (kind: 'pdf' | 'xlsx'): Promise<void> => {
    const path = await choose(kind === 'pdf' ? 'export-pdf' : 'export-xlsx', kind === 'pdf' ? 'report.pdf' : 'tables.xlsx');
    if (path !== null) await exportTo(kind, path.endsWith(`.${kind}`) ? path : `${path}.${kind}`, false);
  };
  const leave = async (): Promise<void> => {
    if (session !== null) await sessions.close(session);
    setSession(null);
    setQuestion(null);
    await refresh();
  };
  const commands = {
    import: () => void choose('import', '').then((path) => (path === null ? undefined : importFrom({ path }))),
    open: () => void choose('open', '').then((path) => (path === null ? undefined : openPath(path))),
    'open-sample': () => void bridge.call('sample.source', {}).then(({ path }) => importFrom({ path })),
    save: () => void save(false),
    'save-as': () => void save(true),
    'export-pdf': () => void exportAs('pdf'),
    'export-xlsx': () => void exportAs('xlsx'),
    undo: () => session?.workspace.undo(),
    redo: () => session?.workspace.redo(),
    'close-document': () => (session?.workspace.snapshot().isSaved === false ? setQuestion({ kind: 'leave' }) : void leave()),
    'save-and-close': () => void save(false).then((saved) => saved && window.close()),
  } as const;
  useShortcuts(commands, session !== null);

  useEffect(() => {
    const stop = bridge.listen((event) => {
      if (event.kind === 'progress') setWork((now) => (now?.job === event.job ? { ...now, phase: event.phase, fraction: event.fraction } : now));
      if (event.kind === 'command' && event.command in commands) commands[event.command as keyof typeof commands]();
      if (event.kind === 'open-file') void openPath(event.path);
    });
    void bridge.call('window.ready', {}).then(({ open }) => (open === null ? undefined : openPath(open)));
    void refresh();
    return stop;
    // The bridge is one for the window's life.
  }, [bridge]);
  useEffect(() => {
    if (session === null) return undefined;
    const tell = (): void => {
      const { isSaved, document } = session.workspace.snapshot();
      void bridge.call('window.unsaved', { unsaved: !isSaved, title: document.department });
    };
    tell();
    const guard = (event: BeforeUnloadEvent): void => {
      if (!session.workspace.snapshot().isSaved) event.preventDefault();
    };
    window.addEventListener('beforeunload', guard);
    const stop = session.workspace.subscribe(tell);
    return () => {
      stop();
      window.removeEventListener('beforeunload', guard);
    };
  }, [bridge, session]);

  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setDropping(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) void readDropped(file).then(importFrom);
  };
  const accept = async (): Promise<void> => {
    if (review === null) return;
    take(await sessions.start(review.document, null, null, []));
    setReview(null);
  };
  const recover = async (id: string): Promise<void> => {
    const left = pending.find((one) => one.session === id);
    if (left === undefined) return;
    take(await sessions.start(left.base, left.path, null, left.gestures));
    await bridge.call('journal.close', { session: id });
  };
  return (
    <div style={{ height: '100%' }} className={isDropping ? 'dropping' : ''} onDragOver={(event) => { event.preventDefault(); setDropping(true); }} onDragLeave={() => setDropping(false)} onDrop={drop}>
      {session === null ? (
        <StartPage recent={recent} pending={pending} onImport={commands.import} onOpen={commands.open} onSample={commands['open-sample']} onRecent={(path) => void openPath(path)} onRecover={(id) => void recover(id)} onForget={(id) => void bridge.call('journal.close', { session: id }).then(refresh)} />
      ) : (
        <Editor workspace={session.workspace} path={session.path} jump={jump} onProblem={setMessage} onCommand={(command) => commands[command]()} onJump={(ref) => { session.workspace.showTable(ref.table); setJump({ ref }); }} />
      )}
      {request === null ? null : <FileChooser bridge={bridge} request={request} />}
      {review === null ? null : <ImportReviewWindow review={review} onOpen={() => void accept()} onCancel={() => setReview(null)} />}
      {work === null ? null : <ProgressWindow work={work} onCancel={() => void bridge.call('job.cancel', { job: work.job })} />}
      {question?.kind === 'leave' ? <LeaveWindow onSave={() => void save(false).then((saved) => (saved ? leave() : undefined))} onDiscard={() => void leave()} onCancel={() => setQuestion(null)} /> : null}
      {question?.kind === 'changed' ? <ChangedWindow onOverwrite={() => { setQuestion(null); void saveTo(question.path, true); }} onSaveAs={() => { setQuestion(null); void save(true); }} onCancel={() => setQuestion(null)} /> : null}
      {question?.kind === 'draft' ? <DraftWindow message={question.message} onDraft={() => { setQuestion(null); void exportTo(question.path.endsWith('.pdf') ? 'pdf' : 'xlsx', question.path, true); }} onCancel={() => setQuestion(null)} /> : null}
      {message === '' ? null : <div className="notice toast" role="alert"><span>{message}</span><button type="button" onClick={() => setMessage('')}>知道了</button></div>}
    </div>
  );
}
