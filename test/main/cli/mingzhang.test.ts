/** The command line's contract, held on real files by running the real process. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mingzhang, sharedPath } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-cli-'));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const amount = z.string().regex(/^-?\d+(\.\d+)?$/).nullable();
const reportSchema = z.strictObject({
  file: z.string(), template: z.string(), department: z.string(), year: z.number(), unit: z.string(),
  tables: z.array(z.strictObject({ id: z.string(), title: z.string(), sheet: z.string(), rows: z.number(), cells: z.number(), unrecognised: z.array(z.unknown()) })),
  unplaced: z.array(z.unknown()),
  findings: z.array(z.strictObject({
    rule: z.string(), severity: z.enum(['error', 'warning', 'info']), table: z.string(), message: z.string(),
    cells: z.array(z.strictObject({ table: z.string(), row: z.string(), column: z.string(), address: z.string() })),
    expected: amount, actual: amount, difference: amount,
  })),
  coverage: z.strictObject({ passed: z.number(), failed: z.number(), notApplicable: z.number(), insufficientData: z.number() }),
});

function reportOf(...args: readonly string[]): z.infer<typeof reportSchema> {
  return reportSchema.parse(JSON.parse(mingzhang('check', ...args, '--json', '-').out));
}

/** A copy of a workbook with some cells changed. */
async function edited(source: string, target: string, changes: Readonly<Record<string, number>>): Promise<void> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(source);
  for (const [address, value] of Object.entries(changes)) {
    const [sheet = '', cell = ''] = address.split('!');
    const found = workbook.getWorksheet(sheet)?.getCell(cell);
    if (found === undefined) throw new Error(address);
    found.value = value;
  }
  await workbook.xlsx.writeFile(target);
}

describe('check on the published workbook', () => {
  it.each(['beiguan-2022.xlsx', 'beiguan-2022.xls'])('%s: nine tables, nothing unrecognised, the true error and the 尾差', (name) => {
    const { status } = mingzhang('check', sharedPath(name));
    expect(status).toBe(1);
    const report = reportOf(sharedPath(name));
    expect(report).toMatchObject({ template: 'henan-2022', department: '安阳市北关区工业和信息化局', year: 2022, unit: '万元', unplaced: [] });
    expect(report.tables.map((table) => table.id)).toEqual(['T01', 'T02', 'T03', 'T04', 'T05', 'T06', 'T07', 'T08', 'T09']);
    expect(report.tables.flatMap((table) => table.unrecognised)).toEqual([]);
    expect(report.findings.map(({ rule, severity, expected, actual, difference, cells }) => ({ rule, severity, expected, actual, difference, at: cells[0] }))).toEqual([
      { rule: 'A17', severity: 'error', expected: '9.97', actual: '11.71', difference: '1.74', at: { table: 'T06', row: '302', column: '决算数', address: '公开06表!F5' } },
      { rule: 'A17', severity: 'info', expected: '216.59', actual: '216.58', difference: '-0.01', at: { table: 'T06', row: '301', column: '决算数', address: '公开06表!C5' } },
    ]);
  });

  it('finds the same in both files', () => {
    const [xlsx, xls] = ['beiguan-2022.xlsx', 'beiguan-2022.xls'].map((name) => reportOf(sharedPath(name)));
    expect(xls?.findings).toEqual(xlsx?.findings);
    expect(xls?.coverage).toEqual(xlsx?.coverage);
  });

  it('has nothing at error level in a consistent copy', async () => {
    await edited(sharedPath('beiguan-2022.xlsx'), at('consistent.xlsx'), { '公开06表!F15': 1.74 });
    expect(mingzhang('check', at('consistent.xlsx')).status).toBe(0);
    expect(reportOf(at('consistent.xlsx')).findings.map((finding) => finding.severity)).toEqual(['info']);
  });

  it.each([['公开01表!F12', 1114.81, 'T01', '37', '1113.81'], ['公开02表!D10', 112.5, 'T02', '2060302', '112.50'], ['公开04表!C26', 1482.36, 'T04', '27', '1481.36']] as const)('names %s when it is off by 1.00', async (address, value, table, row, expected) => {
    await edited(sharedPath('beiguan-2022.xlsx'), at('off.xlsx'), { '公开06表!F15': 1.74, [address]: value });
    const { findings } = reportOf(at('off.xlsx'));
    expect(findings.filter((finding) => finding.severity === 'error' && finding.cells[0]?.table === table && finding.cells[0].row === row && finding.expected === expected)).not.toEqual([]);
  });

  it('audits the finished report beside the workbook, with places in the text', () => {
    const report = reportOf(sharedPath('beiguan-2022.xlsx'), '--text', sharedPath('beiguan-2022-report.txt'));
    const words = report.findings.filter((finding) => finding.table === 'N');
    expect(words.length).toBeGreaterThan(12);
    expect(words.every((finding) => /^\d+:\d+$/.test(finding.cells[0]?.address ?? ''))).toBe(true);
    expect(report.findings.some((finding) => finding.table === 'E00' && finding.rule === 'E03')).toBe(true);
  });

  it('checks every file of a folder and names those it can not use', () => {
    mkdirSync(at('folder'));
    copyFileSync(sharedPath('beiguan-2022.xlsx'), at('folder/a.xlsx'));
    writeFileSync(at('folder/b.xlsx'), 'nothing of the sort');
    const { status, out } = mingzhang('check', at('folder'), '--json', '-');
    const { files, summary } = z.object({ files: z.array(z.looseObject({ file: z.string() })), summary: z.unknown() }).parse(JSON.parse(out));
    expect(status).toBe(2);
    expect(files).toHaveLength(2);
    expect(summary).toEqual({ files: 2, withErrors: 1, unusable: 1 });
  });
});

describe('import, export, roll, merge', () => {
  it('imports to a document that checks the same and exports losslessly', () => {
    expect(mingzhang('import', sharedPath('beiguan-2022.xlsx'), '--out', at('a.mingzhang')).status).toBe(0);
    expect(mingzhang('check', at('a.mingzhang')).status).toBe(1);
    expect(mingzhang('export', at('a.mingzhang'), '--out', at('a.xlsx'), '--draft').status).toBe(0);
    expect(mingzhang('import', at('a.xlsx'), '--out', at('b.mingzhang')).status).toBe(0);
    const [first, second] = ['a', 'b'].map((name) => z.looseObject({ source: z.unknown() }).parse(JSON.parse(readFileSync(at(`${name}.mingzhang`), 'utf8'))));
    expect({ ...second, source: null }).toEqual({ ...first, source: null });
  });

  it('does not export what has open errors, unless as a draft', () => {
    const { status, out } = mingzhang('export', sharedPath('beiguan-2022.xlsx'), '--out', at('blocked.pdf'));
    expect(status).toBe(1);
    expect(out).toContain('302 商品和服务支出');
    expect(existsSync(at('blocked.pdf'))).toBe(false);
    expect(mingzhang('export', sharedPath('beiguan-2022.xlsx'), '--out', at('draft.pdf'), '--draft').status).toBe(0);
    expect(readFileSync(at('draft.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('rolls last year into a new document whose prior figures feed the checks', () => {
    expect(mingzhang('roll', sharedPath('beiguan-2022.xlsx'), '--year', '2023', '--out', at('next.mingzhang')).status).toBe(0);
    const rolled = z.looseObject({ year: z.number(), prior: z.looseObject({ year: z.number() }) }).parse(JSON.parse(readFileSync(at('next.mingzhang'), 'utf8')));
    expect([rolled.year, rolled.prior.year]).toEqual([2023, 2022]);
    expect(mingzhang('check', at('next.mingzhang')).status).toBe(0);
  });

  it('adds up subordinate units by identity', () => {
    expect(mingzhang('merge', sharedPath('beiguan-2022.xlsx'), sharedPath('beiguan-2022.xls'), '--out', at('sum.mingzhang')).status).toBe(0);
    const { out } = mingzhang('check', at('sum.mingzhang'));
    expect(out).not.toContain('错误 A01');
    mingzhang('export', at('sum.mingzhang'), '--out', at('sum.xlsx'), '--draft');
    expect(reportOf(at('sum.xlsx')).tables).toHaveLength(9);
  });
});

describe('what can not be used', () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['a missing file', ['check', at('missing.xlsx')], '找不到'],
    ['an empty file', ['check', at('empty.xlsx')], '空文件'],
    ['no workbook', ['check', at('text.xlsx')], '不是电子表格'],
    ['a zip of something else', ['check', at('other.xlsx')], ''],
    ['an encrypted workbook', ['check', at('locked.xlsx')], ''],
    ['a workbook without 公开 tables', ['check', at('none.xlsx')], '没有找到决算公开表'],
    ['an unknown template', ['check', sharedPath('beiguan-2022.xlsx'), '--template', 'x'], '没有模板'],
    ['an unknown command', ['verify', 'x'], '没有命令'],
    ['an option it does not take', ['check', 'x', '--draft'], '没有参数'],
    ['an unknown option', ['check', 'x', '--colour'], '参数'],
    ['no file', ['check'], '需要一个文件'],
    ['an output it can not make', ['export', sharedPath('beiguan-2022.xlsx'), '--out', at('x.pptx'), '--draft'], '不支持导出'],
    ['a folder that is not there', ['import', sharedPath('beiguan-2022.xlsx'), '--out', at('nowhere/x.mingzhang')], '文件夹'],
    ['a text that is not there', ['check', sharedPath('beiguan-2022.xlsx'), '--text', at('no.txt')], '找不到'],
  ];
  beforeAll(async () => {
    writeFileSync(at('empty.xlsx'), '');
    writeFileSync(at('text.xlsx'), '你好');
    const none = new exceljs.Workbook();
    none.addWorksheet('人员').addRow(['姓名', '电话']);
    await none.xlsx.writeFile(at('none.xlsx'));
    // A zip whose only entry is a text file, and the header of an encrypted OLE package.
    writeFileSync(at('other.xlsx'), Buffer.from('UEsDBBQAAAAAAAAAIQCGphA2BQAAAAUAAAAFAAAAYS50eHRoZWxsb1BLAQIUABQAAAAAAAAAIQCGphA2BQAAAAUAAAAFAAAAAAAAAAAAAAAAAAAAAABhLnR4dFBLBQYAAAAAAQABADMAAAAoAAAAAAA=', 'base64'));
    const ole = Buffer.alloc(4096);
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(ole);
    Buffer.from('EncryptedPackage', 'utf16le').copy(ole, 1024);
    writeFileSync(at('locked.xlsx'), ole);
  });

  it.each(cases)('%s: exit 2, one line in Chinese, nothing written', (_name, args, words) => {
    const before = readdirSync(folder).sort();
    const { status, err } = mingzhang(...args);
    expect(status).toBe(2);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toMatch(/[\u4e00-\u9fff]/);
    expect(err).toContain(words);
    expect(readdirSync(folder).sort()).toEqual(before);
  });
});

describe('template', () => {
  it('lists the sets', () => {
    expect(mingzhang('template', 'list').out).toMatch(/henan-2022[\s\S]*shanghai-2024/);
  });

  it('validates a set and names the place of a mistake', () => {
    expect(mingzhang('template', 'validate', 'templates/shanghai-2024').status).toBe(0);
    mkdirSync(at('broken'));
    writeFileSync(at('broken/set.yaml'), 'id: broken\nname: 坏模板\nextends: henan-2022\nunits: 万元\n');
    const { status, out } = mingzhang('template', 'validate', at('broken'));
    expect(status).toBe(2);
    expect(out).toMatch(/broken\/set\.yaml:4:1 /);
  });

  it('makes an empty workbook that imports as an empty document', () => {
    expect(mingzhang('template', 'blank', 'henan-2022', '--out', at('blank.xlsx')).status).toBe(0);
    expect(mingzhang('check', at('blank.xlsx')).status).toBe(0);
  });
});
