/** What can not be used: exit 2, one line in Chinese that says which file, what and what to do, and nothing written. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliRun, mingzhang, mingzhangUnprivileged, sharedPath } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-unusable-'));
const at = (name: string): string => join(folder, name);
const sample = sharedPath('beiguan-2022.xlsx');
const blank = { format: 'mingzhang', version: 1, template: 'henan-2022', department: '某局', year: 2022, unit: '万元', decimals: 2, precision: 'exact', tables: {}, waivers: [] };

/** A compound file, the container of .xls and of encrypted workbooks. */
function compound(streams: Readonly<Record<string, Buffer>>): Buffer {
  const file = XLSX.CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) XLSX.CFB.utils.cfb_add(file, `/${name}`, content);
  return Buffer.from(XLSX.CFB.write(file, { type: 'buffer' }));
}

/** A zip with one stored text in it. */
const OTHER_ZIP = Buffer.from('UEsDBBQAAAAAAAAAIQCGphA2BQAAAAUAAAAFAAAAYS50eHRoZWxsb1BLAQIUABQAAAAAAAAAIQCGphA2BQAAAAUAAAAFAAAAAAAAAAAAAAAAAAAAAABhLnR4dFBLBQYAAAAAAQABADMAAAAoAAAAAAA=', 'base64');
/** BOF and FILEPASS of an encrypted .xls. */
const FILEPASS = Buffer.concat([Buffer.from([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), Buffer.from([0x2f, 0x00, 0x06, 0x00, 1, 0, 1, 0, 1, 0]), Buffer.alloc(4096)]);

beforeAll(() => {
  chmodSync(folder, 0o755);
  writeFileSync(at('空.xlsx'), '');
  writeFileSync(at('文.xlsx'), '你好');
  writeFileSync(at('包.xlsx'), OTHER_ZIP);
  writeFileSync(at('密.xlsx'), compound({ EncryptedPackage: Buffer.alloc(4096), EncryptionInfo: Buffer.alloc(64) }));
  writeFileSync(at('密.xls'), compound({ Workbook: FILEPASS }));
  writeFileSync(at('工资.xlsx'), Buffer.from(XLSX.write({ SheetNames: ['工资'], Sheets: { 工资: XLSX.utils.aoa_to_sheet([['姓名', '工资'], ['张三', 1]]) } }, { type: 'buffer' })));
  writeFileSync(at('损坏.mingzhang'), '{"format":"mingzhang"');
  writeFileSync(at('好.mingzhang'), JSON.stringify(blank));
  writeFileSync(at('外省.mingzhang'), JSON.stringify({ ...blank, template: 'elsewhere-2022' }));
  writeFileSync(at('新版.mingzhang'), JSON.stringify({ ...blank, version: 99 }));
  writeFileSync(at('占用.xlsx'), OTHER_ZIP, { mode: process.getuid?.() === 0 ? 0o600 : 0 });
  mkdirSync(at('空文件夹'));
  mkdirSync(at('只读'), { mode: 0o555 });
  // Builds the command line where that is due, which nobody else may.
  mingzhang('--help');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function refuses({ status, out, err }: CliRun, words: readonly string[]): void {
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toMatch(/^[^\n]*[\u4e00-\u9fff][^\n]*\n$/);
  for (const word of words) expect(err).toContain(word);
}

const everything = (): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

const INPUTS: readonly (readonly [string, string, string])[] = [
  ['missing', '没有.xlsx', '找不到'], ['empty', '空.xlsx', '空文件'], ['no workbook', '文.xlsx', '不是电子表格'], ['a zip of something else', '包.xlsx', '是压缩包或其他文档'],
  ['protected by a password', '密.xlsx', '取消密码'], ['protected by a password, .xls', '密.xls', '取消密码'], ['without 公开 tables', '工资.xlsx', '没有找到决算公开表'],
  ['a folder', '空文件夹', '文件夹'], ['no document', '损坏.mingzhang', '不是可用的明账文档'], ['of a template that is not here', '外省.mingzhang', '不在本机'],
  ['of a later version', '新版.mingzhang', '升级'], ['a missing document', '没有.mingzhang', '找不到'],
];

/** Every file is tried on `check`, and on one of the commands that write, which all open their input in the same way. */
const WRITERS: readonly ((name: string) => readonly string[])[] = [
  (name) => ['export', at(name), '--out', at('x.xlsx'), '--draft'],
  (name) => (name.endsWith('.mingzhang') ? ['export', at(name), '--out', at('x.pdf')] : ['import', at(name), '--out', at('x.mingzhang')]),
  (name) => ['roll', at(name), '--year', '2099', '--out', at('x.mingzhang')],
  (name) => ['merge', sample, at(name), '--out', at('x.mingzhang')],
];

describe('a file that is', () => {
  it.each(INPUTS.map(([what, name, words], turn) => ({ what, name, words, turn })))('$what', ({ name, words, turn }) => {
    const before = everything();
    for (const args of [['check', at(name)], WRITERS[turn % WRITERS.length]?.(name) ?? []]) refuses(mingzhang(...args), [name, words]);
    expect(everything()).toEqual(before);
  });
});

describe('arguments that can not be used', () => {
  const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['nothing', [], ['没有写要做什么']], ['an unknown command', ['verify', sample], ['没有命令', 'check']], ['an unknown command that asks for help', ['verify', '--help'], ['没有命令']],
    ['no file', ['check'], ['需要一个文件']], ['two files', ['check', sample, sample], ['一次只处理一个文件']], ['an option the command does not take', ['check', sample, '--draft'], ['--draft']],
    ['an unknown option', ['check', sample, '--colour'], ['--colour']], ['an option without its value', ['check', sample, '--json'], ['--json']],
    ['an unknown template', ['check', sample, '--template', 'x'], ['没有模板', 'henan-2022']], ['another template than the document has', ['check', at('好.mingzhang'), '--template', 'shanghai-2024'], ['好.mingzhang', 'henan-2022']],
    ['a year that is none', ['import', sample, '--out', at('x.mingzhang'), '--year', '22'], ['--year 22', '四位']], ['no --out', ['export', sample], ['--out']],
    ['a document under another name', ['import', sample, '--out', at('x.json')], ['.mingzhang']], ['a document to import', ['import', at('好.mingzhang'), '--out', at('x.mingzhang')], ['不需要导入']],
    ['a format that there is not', ['export', sample, '--out', at('x.pptx'), '--draft'], ['.pptx', '.pdf']], ['a year that is not later', ['roll', sample, '--year', '2022', '--out', at('x.mingzhang')], ['2022']],
    ['an option of another format', ['export', sample, '--out', at('x.pdf'), '--draft', '--plain'], ['--plain', '.xlsx']], ['styles that are none', ['export', sample, '--out', at('x.docx'), '--draft', '--styles', sample], ['样式', '另存为']],
    ['styles that are not there', ['export', sample, '--out', at('x.docx'), '--draft', '--styles', at('没有.docx')], ['没有.docx', '找不到']],
    ['one file to add up', ['merge', sample, '--out', at('x.mingzhang')], ['两个以上']], ['files of two years', ['merge', sample, sharedPath('shanghai-shegongbu-2024.xlsx'), '--out', at('x.mingzhang')], ['不能汇总']],
    ['a text that is not there', ['check', sample, '--text', at('没有.txt')], ['没有.txt', '找不到']], ['a text of another kind', ['check', sample, '--text', at('x.pdf')], ['.docx']],
    ['a folder with nothing in it', ['check', at('空文件夹')], ['没有工作簿']], ['a text for a whole folder', ['check', folder, '--text', at('a.txt')], ['--text']],
    ['no sub-command', ['template'], ['list']], ['a template folder that is not there', ['template', 'validate', at('没有')], ['没有这个文件夹']], ['a blank of an unknown template', ['template', 'blank', 'x', '--out', at('x.xlsx')], ['没有模板']],
  ];
  it.each(CASES)('%s', (_what, args, words) => {
    const before = everything();
    refuses(mingzhang(...args), words);
    expect(everything()).toEqual(before);
  });
});

describe('a target that can not be written', () => {
  const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['in a folder that is not there', ['import', sample, '--out', at('没有/x.mingzhang')], ['x.mingzhang', '文件夹不存在']],
    ['a folder', ['import', sample, '--out', at('x.mingzhang'), '--json', at('空文件夹')], ['空文件夹', '是文件夹']],
    ['JSON in a folder that is not there', ['import', sample, '--out', at('x.mingzhang'), '--json', at('没有/x.json')], ['x.json', '文件夹不存在']],
    ['the input itself', ['roll', at('好.mingzhang'), '--year', '2023', '--out', at('好.mingzhang')], ['好.mingzhang', '覆盖']],
  ];
  it.each(CASES)('%s', (_what, args, words) => {
    const before = everything();
    refuses(mingzhang(...args), words);
    expect(everything()).toEqual(before);
  });
});

describe.skipIf(process.platform === 'win32')('without the permission', () => {
  it('to read: says that the file may be in use', () => {
    refuses(mingzhangUnprivileged('check', at('占用.xlsx')), ['占用.xlsx', '无法读取', '关闭占用它的程序']);
  });

  it('to write: says so before any work', () => {
    refuses(mingzhangUnprivileged('import', at('工资.xlsx'), '--out', at('只读/x.mingzhang')), ['x.mingzhang', '没有写入权限']);
    expect(readdirSync(at('只读'))).toEqual([]);
  });
});
