import { describe, expect, it } from 'vitest';
import { decisionEdits } from '../../../renderer/state/decide-finding.ts';
import type { Finding } from '../../../shared/check/finding.ts';
import type { Document, Waiver } from '../../../shared/document/document.ts';
import { applyEdits, invertGesture } from '../../../shared/document/gesture.ts';

const FINDING: Finding = {
  id: 'A17@T06302,决算数', rule: 'A17', severity: 'error', table: 'T06', message: '302 11.71 ≠ 9.97', cells: [],
  expected: '9.97', actual: '11.71', difference: '1.74', isTail: false, waiver: null,
};
const OTHER: Waiver = { rule: 'A01', place: 'x', kind: 'waived', reason: '另一处', state: '1|2' };
const LAPSED: Waiver = { rule: 'A17', place: 'T06302,决算数', kind: 'waived', reason: '旧数', state: '12|9.97' };

function documentWith(...waivers: readonly Waiver[]): Document {
  return { format: 'mingzhang', version: 1, template: 'henan-2022', department: '', year: 2022, unit: '万元', decimals: 2, precision: 'rounded', tables: {}, waivers };
}

describe('deciding about a finding', () => {
  it.each([
    ['a reason, with the figures as they are', [OTHER], { kind: 'waived', reason: '批复' }, [OTHER, { rule: 'A17', place: 'T06302,决算数', kind: 'waived', reason: '批复', state: '11.71|9.97' }]],
    ['a reason in place of one that lapsed', [LAPSED, OTHER], { kind: 'accepted' }, [OTHER, { rule: 'A17', place: 'T06302,决算数', kind: 'accepted', reason: '四舍五入造成的尾差', state: '11.71|9.97' }]],
    ['taking back every reason of the place, and no other', [LAPSED, OTHER, LAPSED], { kind: 'open' }, [OTHER]],
  ] as const)('%s; undone it is as before', (_says, before, decision, after) => {
    const document = documentWith(...before);
    const edits = decisionEdits(document, FINDING, decision);
    const decided = applyEdits(document, edits);
    expect(decided.waivers).toEqual(after);
    expect(applyEdits(decided, invertGesture({ label: '', at: '', edits }).edits)).toEqual(document);
  });
});
