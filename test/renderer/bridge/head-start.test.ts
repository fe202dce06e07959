/** The first calls go to the host before anyone asks; whoever asks then has their answers, and everyone after asks anew. */
import { expect, test } from 'vitest';
import { headStart } from '../../../renderer/bridge/head-start.ts';
import type { Bridge, CallName, HostEvent } from '../../../shared/ipc.ts';

interface Host {
  readonly bridge: Bridge;
  readonly asked: string[];
  tell(event: HostEvent): void;
}

function host(answers: Partial<Record<CallName, unknown>>): Host {
  const asked: string[] = [];
  const listeners = new Set<(event: HostEvent) => void>();
  const call = (name: CallName, args: unknown): Promise<unknown> => {
    asked.push(`${name} ${JSON.stringify(args)}`);
    const answer = answers[name];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const listen = (listener: (event: HostEvent) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { bridge: { call: call as Bridge['call'], listen }, asked, tell: (event) => listeners.forEach((listener) => void listener(event)) };
}

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('the file that the program was started with is opened before the window asks', async () => {
  const { bridge, asked } = host({ 'window.ready': { open: '/决算.mingzhang' }, 'document.open': { ok: false, code: 'missing', message: '没有' } });
  const early = headStart(bridge);
  await soon();
  expect(asked).toEqual(['window.ready {}', 'templates.read {}', 'settings.read {}', 'app.info {}', 'document.open {"path":"/决算.mingzhang"}']);
  expect(await early.call('window.ready', {})).toEqual({ open: '/决算.mingzhang' });
  expect(await early.call('document.open', { path: '/决算.mingzhang' })).toMatchObject({ code: 'missing' });
  expect(asked).toHaveLength(5);
  await early.call('document.open', { path: '/决算.mingzhang' });
  await early.call('document.open', { path: '/另一份.mingzhang' });
  expect(asked.slice(5)).toEqual(['document.open {"path":"/决算.mingzhang"}', 'document.open {"path":"/另一份.mingzhang"}']);
});

test('a host that fails is heard of by whoever asks', async () => {
  const { bridge } = host({ 'window.ready': { open: null }, 'templates.read': new Error('断开') });
  const early = headStart(bridge);
  await soon();
  await expect(early.call('templates.read', {})).rejects.toThrow('断开');
});

test('what the host tells before anyone listens is told to the first who does, once', async () => {
  const { bridge, tell } = host({ 'window.ready': { open: null } });
  const early = headStart(bridge);
  tell({ kind: 'open-file', path: '/a' });
  const heard: unknown[] = [];
  early.listen((event) => heard.push(event));
  tell({ kind: 'open-file', path: '/b' });
  early.listen((event) => heard.push(['second', event]));
  expect(heard).toEqual([{ kind: 'open-file', path: '/a' }, { kind: 'open-file', path: '/b' }]);
});
