/** The bridge's types are part of its promise: what must not compile is held by `@ts-expect-error`. */
import { describe, expect, it } from 'vitest';
import { type Bridge, type CallArgs, CALLS, type CallName, eventSchema } from '../../shared/ipc.ts';
import { callMessageSchema } from '../../shared/ipc-message.ts';
import { MENU } from '../../shared/menu.ts';

/** Never called: only compiled. */
export async function misuse(bridge: Bridge): Promise<unknown> {
  // @ts-expect-error there is no such call
  await bridge.call('document.opne', { path: '' });
  // @ts-expect-error an argument is missing
  await bridge.call('document.open', {});
  // @ts-expect-error an argument too many
  await bridge.call('app.info', { path: '' });
  // @ts-expect-error a purpose that no dialog has
  await bridge.call('files.choose', { purpose: 'delete', suggested: '' });
  const opened = await bridge.call('document.open', { path: '' });
  // @ts-expect-error the document is there only where opening succeeded
  return opened.document;
}

describe('the bridge\'s table', () => {
  it.each([
    ['journal.begin', { session: '../../x', path: null, title: '', base: {} }],
    ['job.cancel', { job: '' }],
    ['document.open', { path: 'x', more: true }],
    ['settings.write', { zoom: 79 }],
    ['import.run', { job: 'import-job', source: { path: 'x', base64: '' }, template: null, year: null }],
  ] as const satisfies readonly (readonly [CallName, unknown])[])('%s refuses %j', (name, args) => {
    expect(CALLS[name].args.safeParse(args).success).toBe(false);
  });

  it('takes what it promises', () => {
    const args: CallArgs<'import.run'> = { job: 'import-job', source: { name: 'x.xlsx', base64: '' }, template: null, year: 2022 };
    expect(CALLS['import.run'].args.parse(args)).toEqual(args);
    expect(callMessageSchema.safeParse({ name: 'import.run', args }).success).toBe(true);
    expect(eventSchema.safeParse({ kind: 'progress', job: 'import-job', phase: '读取', fraction: 1.1 }).success).toBe(false);
  });
});

describe('the menu', () => {
  const items = MENU.flatMap((section) => section.items);
  it('says every command once, and gives no shortcut twice', () => {
    const keys = items.flatMap((item) => item.keys ?? []);
    expect(new Set(items.map((item) => item.command)).size).toBe(items.length);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
