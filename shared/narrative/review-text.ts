/**
 * Audits a report's 情况说明 against the tables and against itself, whoever wrote it: generated here, edited by hand, or taken from
 * last year's Word file or a PDF. Rules are general: a template set says which names mean which cells; nothing knows any document's words.
 */
import { type Coverage, type Finding, type FindingPlace, waiverOf, waiverState } from '../check/finding.ts';
import type { Engine } from '../formula/engine.ts';
import { checkAcross, type SectionClaims } from './across-sections.ts';
import { checkIdentity } from './names-and-years.ts';
import { checkPerformance } from './performance.ts';
import { checkPrintedFigures } from './printed-figures.ts';
import { checkParts } from './report-parts.ts';
import { checkEmptyTables, checkTableList, findTables } from './table-list.ts';
import type { LineVerdict, Verdict } from './verdict.ts';
import { differingEvaluations, documentEvaluations, spokenOf } from './document-evaluations.ts';
import { readEvaluations } from './evaluation-text.ts';
import { executionScore } from './execution-score.ts';
import { judgeEvaluation } from './judge-evaluation.ts';
import type { NarrativeRules } from './schema.ts';
import { placedClaims, SectionReader } from './section-reader.ts';
import { findSections, type Section } from './sections.ts';
import { type ReportText, readReportText } from './text.ts';
import type { Severity } from '../template/template.ts';
import { checkWording } from './wording.ts';

export interface TextReview {
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
  /** Sections that were found, by heading. */
  readonly sections: readonly string[];
}

/** Everything that is wrong in the text, each finding with its place in the source. */
export function reviewText(engine: Engine, rules: NarrativeRules, source: string): TextReview {
  const text = readReportText(source);
  const sections = findSections(text, rules.sections);
  const reader = new SectionReader(engine, rules, text.plain, sections);
  const findings: Finding[] = [];
  let judged = 0;
  let failed = 0;
  const report = (verdicts: readonly Verdict[], section: Section | null, offset: number): void => {
    for (const one of verdicts) findings.push(findingOf(engine, rules, text, one, section, offset));
  };
  const spoken: SectionClaims[] = [];
  for (const section of sections) {
    const read = reader.read(section, reader.body(section));
    if (read === null) continue;
    judged += read.claims.length;
    failed += read.ofClaims.filter((verdicts) => verdicts.length > 0).length;
    for (const verdicts of [...read.ofClaims, read.ofSection]) report(verdicts, section, section.start);
    spoken.push(placedClaims(section, read.claims));
  }
  for (const verdict of checkAcross(spoken)) report([verdict], sections.findLast((one) => one.start <= verdict.at && verdict.at < one.end) ?? null, 0);
  const range = narrativeRange(sections, text.plain);
  report(checkWording(text, range.from, range.to), null, 0);
  report(checkIdentity(text, range.from, range.to, engine.document), null, 0);
  const evaluations = readEvaluations(source);
  const ownEvaluations = documentEvaluations(engine);
  for (const section of sections.filter((one) => one.role === '绩效')) report(checkPerformance(text.plain.slice(section.start, section.end), spokenOf(ownEvaluations, evaluations)), section, section.start);
  const projects = evaluations.filter((table) => !table.isWhole);
  for (const table of evaluations) {
    const id = `E${String(projects.indexOf(table) + 1).padStart(2, '0')}`;
    findings.push(...judgeEvaluation(table, engine.document.year, executionScore(engine.template, table)).map((verdict) => lineFinding(engine, rules, verdict, table.title, id)));
  }
  const tables = findTables(text, engine);
  const whole = [...checkTableList(tables, engine), ...checkEmptyTables(tables, engine, text), ...checkPrintedFigures(source, tables, engine), ...differingEvaluations(ownEvaluations, evaluations), ...checkParts({ engine, rules, text, sections, tables })];
  findings.push(...whole.map((verdict) => lineFinding(engine, rules, verdict, '报告', 'N')));
  const missing = rules.sections.filter((one) => one.within === undefined && !sections.some((section) => section.role === one.role)).length;
  return {
    findings: unique(findings), sections: sections.map((section) => section.title),
    coverage: { passed: judged - failed, failed, notApplicable: 0, insufficientData: missing },
  };
}

/** What is wrong in the wording of a text that is no 情况说明: what its author left standing of a form, and slips of the pen. */
export function reviewWording(engine: Engine, rules: NarrativeRules, source: string, title: string): readonly Finding[] {
  const text = readReportText(source);
  const verdicts = checkWording(text, 0, text.plain.length).filter(({ rule }) => ['D04', 'D05', 'D07'].includes(rule));
  return unique(verdicts.map((verdict) => findingOf(engine, rules, text, verdict, { role: '', title, start: 0, end: text.plain.length }, 0)));
}

/** The 情况说明 as a whole: from the heading of its first section to the end of its last. */
export function narrativeRange(sections: readonly Section[], plain: string): { from: number; to: number } {
  const { length } = plain;
  const starts = sections.map((section) => section.start);
  return starts.length === 0 ? { from: 0, to: length } : { from: Math.max(0, plain.lastIndexOf('\n', Math.min(...starts) - 1)), to: Math.max(...sections.map((section) => section.end)) };
}

function findingOf(engine: Engine, rules: NarrativeRules, text: ReportText, verdict: Verdict, section: Section | null, offset: number): Finding {
  const from = verdict.at + offset;
  const { line, column } = text.place(from);
  const quote = text.plain.slice(Math.max(0, from - 16), verdict.end + offset + 4).replaceAll('\n', '');
  const place: FindingPlace = { section: section?.title ?? '情况说明', line, column, quote };
  const id = `${verdict.rule}@N${place.section}${quote}`;
  const waiver = waiverOf(engine.document, id, waiverState(verdict));
  return {
    id, rule: verdict.rule, severity: verdict.isTail ? 'info' : (verdict.severity ?? severityOf(engine, rules, verdict.rule)), table: 'N', message: verdict.message, cells: verdict.cells,
    expected: verdict.expected, actual: verdict.actual, difference: verdict.difference, isTail: verdict.isTail, waiver, place,
  };
}

/** A finding at a line of the source. `table` is E00 for the department's self-evaluation, E01… for the projects', N for the report. */
function lineFinding(engine: Engine, rules: NarrativeRules, verdict: LineVerdict, title: string, table: string): Finding {
  const { rule, message, expected, actual, difference, line, column, severity } = verdict;
  const id = `${rule}@${title}${message}`;
  const waiver = waiverOf(engine.document, id, waiverState(verdict));
  return {
    id, rule, message, expected, actual, difference, severity: severity ?? severityOf(engine, rules, rule),
    table, cells: [], isTail: false, waiver, place: { section: title, line, column, quote: title },
  };
}

/** A rule that tables are held to as well stands with those. */
function severityOf({ template }: Engine, { rules }: NarrativeRules, id: string): Severity {
  return [...rules, ...template.rules].find((rule) => rule.id === id)?.severity ?? 'error';
}

function unique(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.rule}${finding.place?.line}:${finding.place?.column}${finding.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
