/** What is said of 汇总: why two documents can't be added up, and what the sum leaves out. */
import type { Document } from './document.ts';
import type { LeftOut } from './merge.ts';

/** What documents must have in common to be added up. */
export type MergeTrait = '模板' | '年度' | '单位';

export interface MergeConflict {
  readonly trait: MergeTrait;
  readonly own: string;
  readonly others: string;
}

/** In what `document` differs from `first`, so that they can't be added up; null where they can. */
export function mergeConflict(first: Document, document: Document): MergeConflict | null {
  const traits: readonly (readonly [MergeTrait, string, string])[] = [
    ['模板', document.template, first.template], ['年度', String(document.year), String(first.year)], ['单位', document.unit, first.unit],
  ];
  const differing = traits.find(([, own, others]) => own !== others);
  return differing === undefined ? null : { trait: differing[0], own: differing[1], others: differing[2] };
}

/** A sentence for each kind of thing that the sum does not hold, and one where its figures were rounded. */
export function leftOutInWords({ declared, hasTexts, hasNotes, hasWaivers, hasRemarks, hasEvaluations, hasPrior }: LeftOut, isRounded: boolean): readonly string[] {
  const sentences: readonly (readonly [boolean, string])[] = [
    [declared > 0, `各文件中有 ${declared} 个与公式不同的合计，汇总时按明细重新计算。`],
    [isRounded, '各文件的数已四舍五入，汇总后尾差会累积；有精确到元的数据时请用它们汇总。'],
    [hasTexts, '情况说明的文字没有汇总，请重新填写。'],
    [hasNotes, '各表下的说明和注没有汇总，请按汇总后的数重新填写。'],
    [hasWaivers, '已接受的尾差和已说明原因的问题没有汇总，请对汇总后的数重新处理。'],
    [hasRemarks, '单元格的批注没有汇总，仍在各单位的文档中。'],
    [hasEvaluations, '绩效自评表是各单位自己的，没有汇总，请另行编制。'],
    [hasPrior, '不是每个文件都有同一年的上年数，上年数没有汇总。'],
  ];
  return sentences.flatMap(([holds, words]) => (holds ? [words] : []));
}
