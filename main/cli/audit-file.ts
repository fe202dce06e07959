/** Writes the check report that `check --report` asks for. */
import { basename, extname } from 'node:path';
import type { Coverage, Finding } from '../../shared/check/finding.ts';
import type { FigureCoverage } from '../../shared/narrative/open-figures.ts';
import { auditReport } from '../../shared/report/audit-report.ts';
import { rulePages } from '../../shared/report/rule-page.ts';
import { renderAudit } from '../export/render-audit.ts';
import type { OpenedInput } from './open-input.ts';
import { type Output, Unusable } from './outcome.ts';
import type { TemplateStore } from './template-store.ts';
import { requireWritable, writeOutput } from './write-output.ts';

interface Audited {
  readonly input: OpenedInput;
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
  readonly withText: boolean;
  readonly figures: FigureCoverage | null;
}

/** Refuses, before anything is checked, a report that could not be written. */
export async function requireAuditFile(target: string | undefined, input: string): Promise<void> {
  if (target === undefined) return;
  if (kindOf(target) === null) throw new Unusable(`${target}：校验报告只能是 .pdf 或 .xlsx。请改写 --report 的扩展名`);
  await requireWritable(target, [input]);
}

export async function writeAudit(target: string, { input, findings, coverage, withText, figures }: Audited, store: TemplateStore, output: Output): Promise<void> {
  const { engine, file, addressOf } = input;
  const rules = rulePages(engine, store.narrative(engine.template).audit.rules, withText ? findings : null);
  const { bytes, notices } = await renderAudit(kindOf(target) ?? 'pdf', auditReport({ engine, findings, coverage, rules, file: basename(file), withText, figures, addressOf }));
  await writeOutput(target, bytes);
  for (const notice of notices) output.out(`${notice}\n`);
  output.out(`校验报告已写入 ${target}\n`);
}

function kindOf(path: string): 'pdf' | 'xlsx' | null {
  const extension = extname(path).toLowerCase();
  return extension === '.pdf' ? 'pdf' : extension === '.xlsx' ? 'xlsx' : null;
}
