/** The Electron host's life: where the window opens, which files it opens, and what closing it asks. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FIRST_PLACE, placeOnScreen } from '../../../main/electron/window-place.ts';
import { MENU } from '../../../shared/menu.ts';
import { checkout, documentWith, temporaryFolder, typed } from '../kept-documents.ts';
import { cancellable, FakeElectron, kept, started, type Started } from './fake-electron.ts';
import { startElectron } from '../../../main/electron/start-electron.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('the window\'s place', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1040 };
  const right = { x: 1920, y: 0, width: 1920, height: 1040 };
  const place = (x: number | null, y: number | null, width = 1200, height = 800) => ({ x, y, width, height, isMaximized: false });
  it.each([
    ['kept on a second screen', place(2000, 100), [screen, right], { x: 2000, y: 100, width: 1200, height: 800 }],
    ['centred when that screen is gone', place(2000, 100), [screen], { x: 360, y: 120, width: 1200, height: 800 }],
    ['centred when the title bar is above the screen', place(100, -40), [screen], { x: 360, y: 120, width: 1200, height: 800 }],
    ['kept half off the screen, as far as it can be taken hold of', place(-1000, 100), [screen], { x: -1000, y: 100, width: 1200, height: 800 }],
    ['centred when too little is left to take hold of', place(-1100, 100), [screen], { x: 360, y: 120, width: 1200, height: 800 }],
    ['shrunk to a smaller screen', place(0, 0, 3000, 2000), [screen], { x: 0, y: 0, width: 1920, height: 1040 }],
    ['grown to what the tables need', place(0, 0, 200, 100), [screen], { x: 0, y: 0, width: 960, height: 600 }],
    ['centred at the first start', FIRST_PLACE, [screen], { x: 280, y: 90, width: 1360, height: 860 }],
  ])('is %s', (_says, was, screens, expected) => {
    expect(placeOnScreen(was, screens, screen)).toEqual(expected);
  });

  it('is kept at closing and restored, on a screen that is there', async () => {
    const { electron, data } = await started();
    Object.assign(electron.window, { bounds: { x: 2000, y: 60, width: 1300, height: 700 }, isMax: true });
    expect(await electron.window.clickClose()).toBe(true);
    expect(JSON.parse(await readFile(join(data, 'window.json'), 'utf8'))).toEqual({ x: 2000, y: 60, width: 1300, height: 700, isMaximized: true });
    const again = await started([], (_electron, folder) => kept(folder, 'window.json', { x: 2000, y: 60, width: 1300, height: 700, isMaximized: true }));
    expect(again.electron.window.options).toMatchObject({ x: 310, y: 170, width: 1300, height: 700, show: false });
    expect(again.electron.window.maximize).toHaveBeenCalledOnce();
  });

  it('is the first one where the kept one can not be read', async () => {
    const { electron } = await started([], (_electron, data) => writeFile(join(data, 'window.json'), '{"x":'));
    expect(electron.window.options).toMatchObject({ width: 1360, height: 860 });
  });
});

describe('printing', () => {
  it('goes through the system\'s dialog with the colours of the page, and is over when that is closed', async () => {
    const { electron } = await started();
    const { printing } = electron.window.webContents;
    const answered: unknown[] = [];
    const call = electron.call('print.run', {}).then((answer) => answered.push(answer));
    await settled();
    expect([printing.map(({ options }) => options), answered]).toEqual([[{ silent: false, printBackground: true }], []]);
    printing[0]?.done(false, 'Print job canceled');
    await call;
    expect(answered).toEqual([{ byHost: true }]);
  });
});

describe('files handed over', () => {
  it('at the start wait until the window asks, and are given once', async () => {
    const { electron } = await started(['--flag', '决算.mingzhang']);
    expect(electron.window.webContents.sent).toEqual([]);
    expect(await electron.call('window.ready', {})).toEqual({ open: join(process.cwd(), '决算.mingzhang') });
    expect(await electron.call('window.ready', {})).toEqual({ open: null });
  });

  it('by macOS before the program is ready wait too', async () => {
    const event = cancellable();
    const { electron } = await started([], (fake) => {
      fake.app.whenReady = () => {
        fake.app.emit('open-file', event, '/a/b.mingzhang');
        return Promise.resolve();
      };
    });
    expect(event.isPrevented()).toBe(true);
    expect(await electron.call('window.ready', {})).toEqual({ open: '/a/b.mingzhang' });
  });

  it('by macOS while no window is open get one', async () => {
    const { electron } = await started([], () => undefined, 'darwin');
    expect(await electron.window.clickClose()).toBe(true);
    electron.app.emit('open-file', cancellable(), '/a/b.mingzhang');
    await settled();
    expect(electron.windows).toHaveLength(2);
    expect(await electron.call('window.ready', {})).toEqual({ open: '/a/b.mingzhang' });
  });

  it('by a second instance come to the first, whose window comes forward', async () => {
    const { electron } = await started();
    await electron.call('window.ready', {});
    electron.app.emit('second-instance', {}, ['/usr/bin/mingzhang', '--x', '表.xlsx'], '/home/user');
    expect(electron.window.focus).toHaveBeenCalled();
    expect(electron.window.webContents.sent).toEqual([['mingzhang:event', { kind: 'open-file', path: '/home/user/表.xlsx' }]]);
  });

  it('find the data folder made before Electron is told of it, which refuses one that is not there', async () => {
    const electron = new FakeElectron();
    const data = join(await temporaryFolder(), 'not', 'there');
    electron.app.setPath.mockImplementation((_name: string, path: string) => {
      if (!existsSync(path)) throw new Error(`${path} does not exist`);
    });
    await startElectron({ parts: electron.parts, folders: { program: checkout, data }, argv: [], platform: 'linux', log: () => undefined });
    expect(electron.app.setPath).toHaveBeenCalledWith('userData', data);
    expect(electron.windows).toHaveLength(1);
  });

  it('a second instance ends itself', async () => {
    const electron = new FakeElectron();
    electron.app.requestSingleInstanceLock.mockReturnValue(false);
    await startElectron({ parts: electron.parts, folders: { program: '/none', data: await temporaryFolder() }, argv: [], platform: 'linux', log: () => undefined });
    expect(electron.app.quit).toHaveBeenCalledOnce();
    expect(electron.windows).toEqual([]);
  });
});

describe('closing', () => {
  const unsaved = async (answer: number): Promise<Started> => {
    const begun = await started();
    begun.electron.dialog.showMessageBox.mockResolvedValue({ response: answer, checkboxChecked: false });
    const base = await documentWith('1');
    await begun.electron.call('journal.begin', { session: 'session-1', path: null, title: '决算', base });
    await begun.electron.call('journal.append', { session: 'session-1', gesture: typed(base, '2') });
    await begun.electron.call('window.unsaved', { unsaved: true, title: '决算' });
    return begun;
  };

  it('asks while work is unsaved, and stays when told so', async () => {
    const { electron } = await unsaved(2);
    expect(await electron.window.clickClose()).toBe(false);
    expect(await electron.window.clickClose()).toBe(false);
    expect(electron.dialog.showMessageBox).toHaveBeenCalledTimes(2);
    expect(electron.dialog.showMessageBox).toHaveBeenCalledWith(expect.objectContaining({ message: '“决算”有未保存的修改。', buttons: ['保存并关闭', '不保存', '取消'] }));
    expect(electron.window.webContents.sent).toEqual([]);
    expect(electron.window.setDocumentEdited).toHaveBeenLastCalledWith(true);
  });

  it('has the page save first, and goes when it has', async () => {
    const { electron } = await unsaved(0);
    expect(await electron.window.clickClose()).toBe(false);
    expect(electron.window.webContents.sent).toEqual([['mingzhang:event', { kind: 'command', command: 'save-and-close' }]]);
    await electron.call('window.unsaved', { unsaved: false, title: '决算' });
    expect(await electron.window.clickClose()).toBe(true);
  });

  it('loses what the user chose to lose, and does not offer it again', async () => {
    const { electron, data } = await unsaved(1);
    expect(await electron.window.clickClose()).toBe(true);
    await expect(readFile(join(data, 'journal', 'session-1.journal'))).rejects.toMatchObject({ code: 'ENOENT' });
    electron.app.emit('activate');
    await settled();
    expect(await electron.call('journal.pending', {})).toEqual([]);
  });

  it.each([
    ['linux', false, 1], ['win32', false, 1], ['darwin', false, 0], ['darwin', true, 1],
  ] as const)('on %s, told to quit is %s, quits with the last window: %i', async (platform, isQuitting, quits) => {
    const { electron } = await started([], undefined, platform);
    if (isQuitting) electron.app.emit('before-quit');
    expect(await electron.window.clickClose()).toBe(true);
    electron.app.emit('window-all-closed');
    expect(electron.app.quit).toHaveBeenCalledTimes(quits);
  });

  it('a page that crashed is loaded again and offered its journal', async () => {
    const { electron } = await unsaved(0);
    electron.window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    await settled();
    expect(electron.dialog.showMessageBox).not.toHaveBeenCalled();
    electron.window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    await settled();
    expect(electron.window.webContents.reload).toHaveBeenCalledOnce();
    electron.window.webContents.emit('did-navigate');
    expect(await electron.call('journal.pending', {})).toMatchObject([{ session: 'session-1', gestures: [{ edits: [{ to: '2' }] }] }]);
  });
});

describe('the native menu', () => {
  it('shows the sections of the shared menu and says their commands', async () => {
    const { electron } = await started();
    expect(electron.menu.map((section) => section.label)).toEqual(MENU.map((section) => section.label));
    for (const item of MENU.flatMap((section) => section.items)) {
      const shown = electron.menuItem(item.command);
      expect(shown).toMatchObject({ label: item.label, registerAccelerator: false, ...(item.clipboard === undefined ? {} : { role: item.clipboard }) });
      if (item.clipboard === undefined) (shown.click as () => void)();
    }
    const said = electron.window.webContents.sent.map((sent) => (sent as [string, { command: string }])[1].command);
    expect(said).toEqual(MENU.flatMap((section) => section.items).filter((item) => item.clipboard === undefined).map((item) => item.command));
  });
});

describe('file dialogs', () => {
  it('answer the path, its ending added, and ask again where that file exists', async () => {
    const { electron } = await started();
    const folder = await temporaryFolder();
    await writeFile(join(folder, '旧.pdf'), 'x');
    electron.dialog.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath: join(folder, '新') });
    expect(await electron.call('files.choose', { purpose: 'export-pdf', suggested: '' })).toEqual({ native: true, paths: [join(folder, '新.pdf')] });
    electron.dialog.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath: join(folder, '旧') });
    expect(await electron.call('files.choose', { purpose: 'export-pdf', suggested: '' })).toEqual({ native: true, paths: [] });
    expect(electron.dialog.showSaveDialog).toHaveBeenLastCalledWith(expect.objectContaining({ defaultPath: join(folder, '旧.pdf') }));
    electron.dialog.showSaveDialog.mockResolvedValueOnce({ canceled: true, filePath: '' });
    await electron.call('files.choose', { purpose: 'export-audit-pdf', suggested: '校验报告.pdf' });
    expect(electron.dialog.showSaveDialog).toHaveBeenLastCalledWith(expect.objectContaining({ title: '导出校验报告', filters: [{ name: 'PDF 文件', extensions: ['pdf'] }] }));
    electron.dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/x.xlsx'] });
    expect(await electron.call('files.choose', { purpose: 'import', suggested: '' })).toEqual({ native: true, paths: ['/x.xlsx'] });
    expect(electron.dialog.showOpenDialog).toHaveBeenLastCalledWith(expect.objectContaining({ properties: ['openFile'] }));
    electron.dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/甲.xlsx', '/乙.mingzhang'] });
    expect(await electron.call('files.choose', { purpose: 'units', suggested: '' })).toEqual({ native: true, paths: ['/甲.xlsx', '/乙.mingzhang'] });
    expect(electron.dialog.showOpenDialog).toHaveBeenLastCalledWith(expect.objectContaining({ properties: ['openFile', 'multiSelections'] }));
  });

  it('opened and saved documents become recent ones of the system', async () => {
    const { electron } = await started();
    const path = join(await temporaryFolder(), '决算.mingzhang');
    await electron.call('document.save', { path, document: await documentWith('1'), fingerprint: null, force: false });
    expect(electron.app.addRecentDocument).toHaveBeenCalledWith(path);
    expect(await electron.call('shell.reveal', { path })).toEqual({ shown: true });
  });
});
