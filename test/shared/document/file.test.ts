import { describe, expect, test } from 'vitest';
import type { Document } from '../../../shared/document/document.ts';
import { looksLikeDocument, openDocument, serialise } from '../../../shared/document/file.ts';
import { consistentDocument, printedSample, sampleDocument } from '../../fixtures/sample-document.ts';

const sample = sampleDocument();

/** The sample's file with one thing about it changed, as JSON. */
function spoilt(change: (document: Record<string, unknown>) => void): string {
  const copy = JSON.parse(serialise(sample)) as Record<string, unknown>;
  change(copy);
  return JSON.stringify(copy);
}

/** The same with the content of one cell replaced. */
function spoiltCell(content: unknown): string {
  return spoilt((document) => {
    document['tables'] = { T03: { rows: [{ key: '206', code: '206', name: '科学技术支出', cells: { 2: content } }] } };
  });
}

function problem(text: string): string {
  const opened = openDocument(text);
  if (opened.ok) throw new Error('it was opened');
  return opened.problem;
}

describe('a document file', () => {
  test.each<[string, Document]>([
    ['the sample', sample],
    ['the sample as printed', printedSample()],
    ['the full document with last year', consistentDocument()],
    ['with everything a document may hold', {
      ...sample,
      texts: { '原因.一': '人员增加', '填.绩效': '—' },
      waivers: [{ rule: 'A17', place: 'T06302,决算数', kind: 'waived', reason: '已更正', state: '11.71|9.97' }],
      source: { file: '决算公开.xlsx', tables: { T01: { sheet: '公开01', range: 'A1:F40' } } },
      tables: { ...sample.tables, T07: { rows: sample.tables['T07']?.rows ?? [], statement: '说明：本表无数据。', notes: ['注'], extraColumns: { 备注: '备注' } } },
    }],
  ])('opens as it was saved: %s', (_name, document) => {
    expect(openDocument(serialise(document))).toEqual({ ok: true, document });
  });

  test('is the same text for equal documents, whatever the order their parts were made in', () => {
    const [first, ...rest] = Object.entries(sample).reverse();
    expect(serialise(Object.fromEntries([...rest, ...(first === undefined ? [] : [first])]) as unknown as Document)).toBe(serialise(sample));
  });

  test('is readable: it begins with what it is and names rows before their figures', () => {
    const lines = serialise(sample).split('\n').map((line) => line.trim());
    expect(lines.slice(0, 5)).toEqual(['{', '"format": "mingzhang",', '"version": 1,', '"template": "henan-2022",', `"department": "${sample.department}",`]);
    expect(serialise(sample)).toMatch(/"key": "206",\s+"code": "206",\s+"name": "科学技术支出",\s+"cells": \{/);
  });

  test('is known by its beginning', () => {
    expect(looksLikeDocument(serialise(sample))).toBe(true);
    expect(looksLikeDocument('{"a": 1}')).toBe(false);
    expect(looksLikeDocument('PK')).toBe(false);
  });
});

describe('what is refused, and why', () => {
  test.each<[string, string, RegExp]>([
    ['no JSON', '{', /不是明账文档（内容无法解析）/],
    ['other JSON', '{"a":1}', /不是明账文档（缺少格式标记）/],
    ['a list', '[]', /不是明账文档（缺少格式标记）/],
    ['a later version', spoilt((document) => void (document['version'] = 99)), /由更新版本的明账保存（格式版本 99），请升级明账/],
    ['no version', spoilt((document) => void (document['version'] = '1')), /格式版本无效/],
    ['a number for an amount', spoiltCell(12.5), /tables › T03 › rows › 0 › cells › 2/],
    ['separators in an amount', spoiltCell('1,200.00'), /tables › T03 › rows › 0 › cells › 2/],
    ['an exponent', spoiltCell('1e5'), /cells › 2/],
    ['a null cell', spoiltCell(null), /cells › 2/],
    ['a declared value that is not pinned but says so', spoiltCell({ declared: '1', pinned: false }), /cells › 2/],
    ['an unknown field of a cell', spoiltCell({ declared: '1', colour: 'red' }), /cells › 2/],
    ['an unknown field', spoilt((document) => void (document['extra'] = 1)), /extra/],
    ['another unit', spoilt((document) => void (document['unit'] = '千元')), /unit/],
    ['half a place', spoilt((document) => void (document['decimals'] = 1.5)), /decimals/],
    ['no year', spoilt((document) => void delete document['year']), /year/],
    ['a row without a key', spoilt((document) => void (document['tables'] = { T03: { rows: [{ cells: {} }] } })), /tables › T03 › rows › 0 › key/],
  ])('%s', (_name, text, why) => {
    expect(problem(text)).toMatch(why);
  });

  test.each<[string, string]>([
    ['a number for an amount', spoiltCell(12.5)],
    ['another unit', spoilt((document) => void (document['unit'] = '千元'))],
    ['an unknown field', spoilt((document) => void (document['extra'] = 1))],
    ['no tables', spoilt((document) => void delete document['tables'])],
  ])('is said in Chinese: %s', (_name, text) => {
    expect(problem(text)).toMatch(/：(?:应为|不认识|缺少)/u);
    expect(problem(text)).not.toMatch(/invalid|expected|unrecognized|undefined/iu);
  });
});
