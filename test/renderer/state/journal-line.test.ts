/** The window's end of the journal, on a host that is slow where the test wants it. */
import { expect, test } from 'vitest';
import { JournalLine } from '../../../renderer/state/journal-line.ts';
import type { Bridge, CallName, Gesture } from '../../../shared/ipc.ts';
import { sampleDocument } from '../../fixtures/sample-document.ts';

interface Call {
  readonly name: CallName;
  readonly args: unknown;
  readonly answer: (answer: unknown) => void;
}

function slowHost(): { readonly bridge: Bridge; readonly calls: Call[] } {
  const calls: Call[] = [];
  const call = (name: CallName, args: unknown): Promise<unknown> => new Promise((answer) => calls.push({ name, args, answer }));
  return { bridge: { call: call as Bridge['call'], listen: () => () => undefined }, calls };
}

const step = (label: string): Gesture => ({ label, at: '2026-01-01T00:00:00.000Z', edits: [] });
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const said = (calls: readonly Call[]): readonly string[] => calls.map(({ name, args }) => `${name} ${(args as { gesture?: Gesture }).gesture?.label ?? ''}`.trim());

test('a step waits for the base, not the window', async () => {
  const { bridge, calls } = slowHost();
  const line = new JournalLine(bridge, 'session-1', null, { document: sampleDocument() });
  const kept = line.record(step('一'));
  await soon();
  expect(said(calls)).toEqual(['journal.begin']);
  calls[0]?.answer({ ok: true });
  await soon();
  expect(said(calls)).toEqual(['journal.begin', 'journal.append 一']);
  calls[1]?.answer({ ok: true });
  expect(await kept).toBeNull();
});

test('where the base could not be written, the step says why', async () => {
  const { bridge, calls } = slowHost();
  const line = new JournalLine(bridge, 'session-1', null, { document: sampleDocument() });
  calls[0]?.answer({ ok: false, code: 'disk-full', message: '磁盘已满' });
  expect(await line.record(step('一'))).toBe('磁盘已满');
  expect(await line.kept()).toBe('磁盘已满');
  expect(said(calls)).toEqual(['journal.begin']);
});

test('a step made while the file is being written is in the journal that begins on it', async () => {
  const { bridge, calls } = slowHost();
  const line = new JournalLine(bridge, 'session-1', null, { document: sampleDocument() });
  calls[0]?.answer({ ok: true });
  line.saving();
  void line.record(step('写入时'));
  await soon();
  calls[1]?.answer({ ok: true });
  const saved = line.saved('/a.mingzhang', { document: sampleDocument() });
  void line.record(step('之后'));
  await soon();
  calls[2]?.answer({ ok: true });
  await soon();
  calls[3]?.answer({ ok: true });
  await saved;
  await soon();
  expect(said(calls)).toEqual(['journal.begin', 'journal.append 写入时', 'journal.begin', 'journal.append 写入时', 'journal.append 之后']);
});

test('where saving came to nothing, the journal goes on', async () => {
  const { bridge, calls } = slowHost();
  const line = new JournalLine(bridge, 'session-1', null, { document: sampleDocument() });
  calls[0]?.answer({ ok: true });
  line.saving();
  line.notSaved();
  void line.record(step('之后'));
  await soon();
  expect(said(calls)).toEqual(['journal.begin', 'journal.append 之后']);
});
