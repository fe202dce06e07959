/** What the accountant decides about a finding: accept it as 尾差, keep it with a reason, or take that back. */
import { type Finding, waiverState } from '../../shared/check/finding.ts';
import { applyEdits } from '../../shared/document/gesture.ts';
import { cellLabel } from '../../shared/check/describe.ts';
import type { Document } from '../../shared/document/document.ts';
import type { Edit } from '../../shared/document/edit.ts';
import type { Workspace } from './workspace.ts';

export type Decision = { readonly kind: 'accepted' } | { readonly kind: 'waived'; readonly reason: string } | { readonly kind: 'open' };

export function decisionEdits(document: Document, finding: Finding, decision: Decision): readonly Edit[] {
  const place = finding.id.slice(finding.rule.length + 1);
  // What was said about other figures of the same place has lapsed and goes, whatever is decided now.
  const before = document.waivers.flatMap((waiver, at) => (waiver.rule === finding.rule && waiver.place === place ? [{ kind: 'remove-waiver' as const, at, waiver }] : [])).reverse();
  if (decision.kind === 'open') return before;
  const reason = decision.kind === 'accepted' ? '四舍五入造成的尾差' : decision.reason;
  const waiver = { rule: finding.rule, place, kind: decision.kind, reason, state: waiverState(finding) };
  return [...before, { kind: 'add-waiver', at: document.waivers.length - before.length, waiver }];
}

/** Decides about findings in one step. */
export function decide(workspace: Workspace, findings: readonly Finding[], decision: Decision): void {
  let { document } = workspace.snapshot();
  const edits = findings.flatMap((finding) => {
    const own = decisionEdits(document, finding, decision);
    document = applyEdits(document, own);
    return own;
  });
  const [first] = findings;
  const what = findings.length === 1 && first !== undefined ? placeOf(workspace, first) : `${findings.length} 处`;
  workspace.carryOut(`${decisionLabel(decision)}（${what}）`, edits);
}

/** Where the one finding stands, by the form's names or in the text. */
function placeOf({ engine }: Workspace, { cells: [first], place, rule }: Finding): string {
  if (place !== undefined) return `${rule} ${place.section}`;
  return first === undefined ? rule : `${rule} ${cellLabel(engine.space, first, true)}`;
}

function decisionLabel(decision: Decision): string {
  if (decision.kind === 'open') return '撤回说明';
  return decision.kind === 'accepted' ? '接受尾差' : '说明原因并保留';
}
