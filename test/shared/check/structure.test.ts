/** Doubtful amounts are shown in full: what is rounded away could not be looked for. */
import { expect, test } from 'vitest';
import { review } from '../../../shared/check/finding.ts';
import { applyEdit, setCell } from '../../../shared/document/edit.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { newDocument } from '../../../shared/template/new-document.ts';
import { HENAN } from '../../fixtures/sample-document.ts';

test('a small negative amount of an exact document is not shown as nothing', () => {
  const document = newDocument(HENAN, { department: '某局' });
  const ref = { table: 'T01', row: '1', column: '1' };
  const engine = new Engine(HENAN, applyEdit(document, setCell(document, ref, '-0.001')));
  expect(review(engine).findings.filter(({ rule }) => rule === 'A27').map(({ message, actual }) => [message.match(/为负数 (\S+?)，/u)?.[1], actual])).toContainEqual(['-0.001', '-0.001']);
});
