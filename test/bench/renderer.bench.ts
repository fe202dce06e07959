/**
 * The window's speed in Chromium on the production build (`npm run build` first): key press → painted, a large paste, scrolling,
 * first grid, memory. Beside each, what the machine's browser needs for a key that does nothing: no window can be faster.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { serialise } from '../../shared/document/file.ts';
import { type LaunchedWindow, launchWindow } from '../e2e/launch-window.ts';
import { HENAN, sampleDocument } from '../fixtures/sample-document.ts';
import { amountOf, largeDocument } from './large-document.ts';
import { milliseconds, printTable, quantile } from './timing.ts';

const KEYS = 120;
const WARM = 20;
const PASTED_ROWS = 2100;

/** Notes, in the page, for every key: how long its handlers take, how long the frame that shows it, and from the event to that frame's end. */
const WATCH = `
  window.keyTimes = [];
  let handled = 0;
  let heard = 0;
  window.addEventListener('keydown', () => { handled = performance.now() - heard; });
  window.addEventListener('keydown', (event) => {
    const began = event.timeStamp;
    heard = performance.now();
    requestAnimationFrame(() => {
      const frame = performance.now();
      const painted = new MessageChannel();
      painted.port1.onmessage = () => window.keyTimes.push([handled, performance.now() - frame, performance.now() - began]);
      painted.port2.postMessage(0);
    });
  }, true);
  new MutationObserver((_all, observer) => {
    if (document.querySelector('.ag-cell .words') === null) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.gridAt = performance.now(); }));
  }).observe(document, { childList: true, subtree: true });
`;

const WATCH_FRAMES = `{
  const times = [];
  window.frameTimes = times;
  let before = performance.now();
  const tick = (now) => {
    times.push(now - before);
    before = now;
    if (window.frameTimes === times) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}`;

/** What the watcher leaves in the page. */
interface Watched {
  keyTimes?: [handled: number, frame: number, painted: number][];
  gridAt?: number;
  pasted?: number;
  frameTimes?: number[];
}

interface KeyTimes {
  readonly handled: readonly number[];
  /** Style, layout and paint: what the screen's own rhythm does not decide. */
  readonly frame: readonly number[];
  readonly painted: readonly number[];
}

interface Opened {
  readonly window: LaunchedWindow;
  readonly page: Page;
  readonly gridAt: number;
}

async function openedWith(file: string): Promise<Opened> {
  const window = await launchWindow({ file, script: WATCH });
  const { page } = window;
  await page.waitForFunction(() => (globalThis as Watched).gridAt !== undefined);
  return { window, page, gridAt: await page.evaluate(() => (globalThis as Watched).gridAt ?? Number.NaN) };
}

async function keyTimes(page: Page, press: (at: number) => Promise<void>): Promise<KeyTimes> {
  await page.evaluate(() => {
    (globalThis as Watched).keyTimes = [];
  });
  for (let at = 0; at < KEYS; at++) {
    await press(at);
    await page.waitForTimeout(25);
  }
  const times = (await page.evaluate(() => (globalThis as Watched).keyTimes ?? [])).slice(WARM);
  return { handled: times.map(([handled]) => handled), frame: times.map(([, frame]) => frame), painted: times.map(([, , painted]) => painted) };
}

const cell = (page: Page, row: string, column: number) => page.locator(`.ag-row[row-id="${row}"] [col-id="c${column}"]`);

const KEY_COLUMNS = ['key', 'handled p50', 'handled p95', 'frame p50', 'frame p95', 'painted p50', 'painted p95'] as const;

function keyLine(name: string, { handled, frame, painted }: KeyTimes): readonly string[] {
  return [name, ...[handled, frame, painted].flatMap((times) => [milliseconds(quantile(times, 0.5)), milliseconds(quantile(times, 0.95))])];
}

async function measureKeys(page: Page, row: string): Promise<readonly (readonly string[])[]> {
  await page.getByRole('navigation').getByRole('button', { name: '公开03表' }).click();
  await cell(page, row, 4).click();
  const nothing = await keyTimes(page, () => page.keyboard.press('ScrollLock'));
  const moving = await keyTimes(page, (at) => page.keyboard.press(at % 2 === 0 ? 'ArrowDown' : 'ArrowUp'));
  await cell(page, row, 4).click();
  await page.keyboard.type('7');
  const typing = await keyTimes(page, (at) => page.keyboard.press(String(at % 10)));
  await page.keyboard.press('Escape');
  const entering = await keyTimes(page, async (at) => {
    // The digit is typed before the clock starts: Enter is the key that changes the document.
    if (at % 2 === 0) await page.keyboard.insertText(String(at + 1));
    await page.keyboard.press(at % 2 === 0 ? 'Enter' : 'ArrowUp');
  });
  const everySecond = (times: readonly number[]): readonly number[] => times.filter((_time, at) => at % 2 === 0);
  const entered: KeyTimes = { handled: everySecond(entering.handled), frame: everySecond(entering.frame), painted: everySecond(entering.painted) };
  const undoing = await keyTimes(page, (at) => page.keyboard.press(at % 2 === 0 ? 'Control+Z' : 'Control+Y'));
  return [
    KEY_COLUMNS,
    keyLine('a key that does nothing', nothing), keyLine('arrow', moving), keyLine('digit typed', typing), keyLine('Enter: the edit', entered), keyLine('undo, redo', undoing),
  ];
}

/** Ten thousand inputs in one paste; the rows of sums between them are left blank. */
async function measurePaste(page: Page, codes: readonly string[]): Promise<readonly string[]> {
  const pasted = codes.slice(2, 2 + PASTED_ROWS);
  const lines = pasted.map((code, at) => (code.length === 7 ? [1, 2, 3, 4, 5].map((place) => amountOf(at * 5 + place + 1)) : ['', '', '', '', '']).join('\t'));
  await page.evaluate((text) => navigator.clipboard.writeText(text), lines.join('\n'));
  await cell(page, codes[2] ?? '', 3).click();
  await page.evaluate(() => {
    document.addEventListener('paste', () => {
      const began = performance.now();
      requestAnimationFrame(() => setTimeout(() => {
        (globalThis as Watched).pasted = performance.now() - began;
      }));
    }, { capture: true, once: true });
  });
  await page.keyboard.press('Control+V');
  await page.waitForFunction(() => (globalThis as Watched).pasted !== undefined);
  const inputs = pasted.filter((code) => code.length === 7).length * 5;
  return [`paste of ${inputs} cells → painted`, milliseconds(await page.evaluate(() => (globalThis as Watched).pasted ?? Number.NaN))];
}

async function measureFrames(page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(WATCH_FRAMES);
  await work();
  return page.evaluate(() => {
    const times = (globalThis as Watched).frameTimes ?? [];
    (globalThis as Watched).frameTimes = [];
    return times.slice(1);
  });
}

/** A digit in a text field that is alone on its page: what the browser itself needs to paint a key press here. */
async function measureBase({ newPage }: LaunchedWindow): Promise<readonly (readonly string[])[]> {
  const empty = await newPage();
  await empty.goto('about:blank');
  await empty.setContent('<textarea autofocus></textarea>');
  await empty.evaluate(WATCH);
  await empty.locator('textarea').click();
  const times = await keyTimes(empty, (at) => empty.keyboard.press(String(at % 10)));
  await empty.close();
  return [KEY_COLUMNS, keyLine('digit typed', times)];
}

async function measureScrolling(page: Page): Promise<readonly (readonly string[])[]> {
  await page.mouse.move(700, 600);
  const still = await measureFrames(page, () => page.waitForTimeout(1500));
  const turned = (by: number) => measureFrames(page, async () => {
    for (let at = 0; at < 100; at++) {
      await page.mouse.wheel(0, by);
      await page.waitForTimeout(16);
    }
  });
  const wheel = await turned(240);
  const leaps = await turned(2400);
  const line = (name: string, frames: readonly number[]): readonly string[] => [name, milliseconds(quantile(frames, 0.5)), milliseconds(quantile(frames, 0.95)), milliseconds(Math.max(...frames))];
  return [['frames', 'p50', 'p95', 'longest'], line('still (base)', still), line('wheel, 240 px a turn', wheel), line('leaps of 2400 px', leaps)];
}

/** The page's objects, and all of its process: the browser's own code, shared with others, counts in part. */
async function memory(page: Page): Promise<readonly (readonly string[])[]> {
  return [['JS heap', await heap(page)], ['whole process (PSS)', await processMemory(page)]];
}

async function processMemory(page: Page): Promise<string> {
  const browser = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo } = (await browser?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
  const kilobytes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => Number(/^Pss:\s+(\d+)/mu.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1] ?? 0));
  return `${Math.round(Math.max(0, ...kilobytes) / 1024)} MB`;
}

async function heap(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return `${Math.round((metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1_048_576)} MB`;
}

const folder = await mkdtemp(join(tmpdir(), 'mingzhang-bench-'));
const small = join(folder, 'sample.mingzhang');
const large = join(folder, 'large.mingzhang');
const { document: ledger, codes } = largeDocument(HENAN);
await writeFile(small, serialise(sampleDocument()));
await writeFile(large, serialise(ledger));
process.stdout.write(`${cpus().length} × ${cpus()[0]?.model ?? ''}\n`);

const first = await openedWith(small);
printTable('An empty page: a digit in a text field', await measureBase(first.window));
await first.page.bringToFront();
printTable(`Sample, table 03 (grid painted ${milliseconds(first.gridAt)} after the page started)`, await measureKeys(first.page, '2060302'));
printTable('Memory, sample', await memory(first.page));
await first.window.close();

const second = await openedWith(large);
printTable(`${codes.length} rows, table 03 (grid painted ${milliseconds(second.gridAt)} after the page started)`, await measureKeys(second.page, codes[2] ?? ''));
printTable('Scrolling', await measureScrolling(second.page));
await second.page.keyboard.press('Control+Home');
printTable('Paste', [await measurePaste(second.page, codes)]);
printTable('Memory', await memory(second.page));
await second.window.close();
await rm(folder, { recursive: true, force: true });
