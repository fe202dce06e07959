/** What is in the way of adding up units, told of the file that differs from the most. */
import { describe, expect, it } from 'vitest';
import type { UnitFile } from '../../../renderer/state/merge-board.ts';
import { doubtOf, lostCells, obstaclesOf } from '../../../renderer/state/merge-obstacles.ts';
import type { Document } from '../../../shared/document/document.ts';
import { sampleDocument } from '../../fixtures/sample-document.ts';

const sample = sampleDocument();

function unit(id: string, change: Partial<Document> | null = {}, isIn = true): UnitFile {
  return { id, file: `${id}.mingzhang`, source: { path: `/${id}.mingzhang` }, document: change === null ? null : { ...sample, department: id, ...change }, review: null, problem: '', isIn };
}

describe('obstacles to a sum', () => {
  it('are none where template, year and unit agree', () => {
    expect([...obstaclesOf([unit('甲'), unit('乙')])]).toEqual([]);
    expect([...obstaclesOf([])]).toEqual([]);
  });

  it.each([
    ['year', { year: 2021 }, '年度是 2021，其他文件是 2022，不能汇总。请换成同一年度的文件'],
    ['unit', { unit: '元' }, '单位是 元，其他文件是 万元，不能汇总。请换成单位相同的文件'],
    ['template', { template: 'shanghai-2024' }, '模板是 shanghai-2024，其他文件是 henan-2022，不能汇总。可在“核对…”中改用同一套模板'],
  ] as const)('name the one whose %s differs, also where it comes first', (_says, change, words) => {
    const found = obstaclesOf([unit('甲', change), unit('乙'), unit('丙')]);
    expect([...found.keys()]).toEqual(['甲']);
    expect(found.get('甲')).toContain(words);
  });

  it('go when the file is not counted in', () => {
    expect([...obstaclesOf([unit('甲', { year: 2021 }, false), unit('乙'), unit('坏', null, false)])]).toEqual([]);
  });
});

it('doubts a department that is counted twice, not one of another year or left out', () => {
  const twice = [unit('甲'), { ...unit('甲'), id: '甲二', file: '甲二.mingzhang' }];
  expect(twice.map((one) => doubtOf(one, twice))).toEqual(['与“甲二.mingzhang”是同一个部门，请核对是否重复', '与“甲.mingzhang”是同一个部门，请核对是否重复']);
  const apart = [unit('甲'), { ...unit('甲', { year: 2021 }), id: '甲二' }, { ...unit('甲', {}, false), id: '甲三' }];
  expect(apart.map((one) => doubtOf(one, apart))).toEqual(['', '', '']);
  expect(lostCells(unit('甲'))).toBe(0);
});
