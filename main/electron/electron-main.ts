/** The entry that Electron starts. The only file that imports Electron at run time, with the preload. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, screen, session, shell } from 'electron';
import { dataFolder, programFolder } from '../files/program-folders.ts';
import { startElectron } from './start-electron.ts';

const data = dataFolder();

function log(error: unknown): void {
  mkdirSync(data, { recursive: true });
  appendFileSync(join(data, 'error.log'), `${new Date().toISOString()} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

/** A bug, caught once: the window stays, so that the document can be saved before the program is left. */
function report(error: unknown): void {
  log(error);
  const message = '程序内部出错。';
  const detail = '请先用“另存为”保存一份副本，再重新启动明账。出错信息记在程序数据文件夹的 error.log 中。';
  // Before Electron is ready it has this one box only.
  if (app.isReady()) void dialog.showMessageBox({ type: 'error', title: '明账', message, detail, buttons: ['知道了'], noLink: true });
  else dialog.showErrorBox('明账没有启动成功', '出错信息记在程序数据文件夹的 error.log 中。请重新启动；仍不行请把它发给维护人员。');
}

process.on('uncaughtException', report);
// Electron would only print it: a window that can't be made would leave a program that nobody sees.
process.on('unhandledRejection', report);

const parts = { app, BrowserWindow, dialog, ipcMain, Menu, protocol, screen, session: { get defaultSession() { return session.defaultSession; } }, shell };

// Not awaited: Electron is ready only once this module is through, and what is said before `whenReady` is said at once.
void startElectron({ parts, folders: { program: programFolder(), data }, argv: process.argv.slice(app.isPackaged ? 1 : 2), platform: process.platform, log });
