/**
 * The check report 校验报告: what was checked, what was found, what was decided about it, and what could not be checked and why. Sections
 * of sentences and tables of texts; the PDF and the workbook are two ways to print the same ones.
 */
import { decimal, plainAmount } from '../amount/amount.ts';
import { type Cause, Causes } from '../check/cause.ts';
import { cellPath, SEVERITY_WORDS, tableLabel } from '../check/describe.ts';
import { type Coverage, type Finding, placeWords, worstFirst } from '../check/finding.ts';
import { clusterTails, clusterWords } from '../check/tail-cluster.ts';
import { type FigureCoverage, figureWords } from '../narrative/open-figures.ts';
import type { CellRef, Waiver } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import { decisionPlace } from './decision-place.ts';
import type { RulePage } from './rule-page.ts';

/** What a report is made from. `addressOf` gives a cell's place in the workbook that was checked, '' where there is none. */
export interface AuditSource {
  readonly engine: Engine;
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
  readonly rules: readonly RulePage[];
  /** Name of the file that was checked; '' for the open document. */
  readonly file: string;
  /** Whether a report's text was read beside the tables. */
  readonly withText: boolean;
  /** How far the figures of the report's text could be compared, where one was read. */
  readonly figures?: FigureCoverage | null;
  readonly addressOf: (ref: CellRef) => string;
}

export interface AuditColumn {
  readonly title: string;
  readonly kind: 'word' | 'text' | 'amount' | 'count';
  /** Millimetres, before the whole is fitted to the page. */
  readonly width: number;
}

export interface AuditTable {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly AuditColumn[];
  /** On paper it stands in the run of the text; others have pages of their own. */
  readonly inText?: boolean;
  readonly rows: readonly (readonly string[])[];
}

export interface AuditSection {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly tables: readonly AuditTable[];
}

export interface AuditReport {
  readonly department: string;
  readonly year: number;
  readonly sections: readonly AuditSection[];
}

/** The check report of a document. */
export function auditReport(source: AuditSource): AuditReport {
  const { department, year } = source.engine.document;
  return { department, year, sections: [summary(source), results(source), decisions(source), coverageSection(source), ruleSection(source)] };
}

const word = (title: string, width: number): AuditColumn => ({ title, kind: 'word', width });
const text = (title: string, width: number): AuditColumn => ({ title, kind: 'text', width });
const amount = (title: string): AuditColumn => ({ title, kind: 'amount', width: 22 });
const count = (title: string): AuditColumn => ({ title, kind: 'count', width: 16 });

function summary(source: AuditSource): AuditSection {
  const { engine, findings, coverage, file, withText } = source;
  const { document, template } = engine;
  const open = findings.filter(({ waiver }) => waiver === null);
  const errors = open.filter(({ severity }) => severity === 'error').length;
  const warnings = open.filter(({ severity }) => severity === 'warning').length;
  const tails = open.filter(({ isTail }) => isTail).length;
  const sentences = [
    `校验对象：${document.department || '（未写部门）'}${document.year}年度部门决算公开${file === '' ? '' : `（${file}）`}，金额单位${document.unit}，按“${template.name}”校验${withText ? '，并审核了报告的说明文字' : '，未审核说明文字'}。`,
    errors === 0 ? '结论：没有待处理的错误。' : `结论：有 ${errors} 处错误待处理，改正或说明原因之前不宜公开。`,
    `待处理：错误 ${errors}，警告 ${warnings}，提示 ${open.length - errors - warnings - tails}，尾差 ${tails}；已处理 ${findings.length - open.length}。`,
    `共校验 ${coverage.passed + coverage.failed + coverage.notApplicable + coverage.insufficientData} 项：通过 ${coverage.passed}，未通过 ${coverage.failed}，不适用 ${coverage.notApplicable}，缺少数据 ${coverage.insufficientData}。缺少数据的不算通过，原因见“覆盖情况”。`,
  ];
  return { title: '校验概要', sentences, tables: [{ id: 'by-table', title: '各表校验结果', columns: [word('表', 34), text('名称', 90), count('错误'), count('警告'), count('提示'), count('尾差'), count('已处理')], rows: byTable(source) }] };
}

function byTable({ engine, findings }: AuditSource): readonly (readonly string[])[] {
  const titles = new Map(engine.template.tables.map((table) => [table.id, [tableLabel(table), table.title] as const]));
  const places = [...new Set([...engine.template.tables.filter(({ isPublished }) => isPublished).map(({ id }) => id), ...findings.map(({ table }) => table)])];
  return places.map((place) => {
    const own = findings.filter(({ table }) => table === place);
    const open = own.filter(({ waiver }) => waiver === null);
    const of = (severity: Finding['severity']): string => String(open.filter((finding) => finding.severity === severity && !finding.isTail).length);
    return [...(titles.get(place) ?? placeName(place, own)), of('error'), of('warning'), of('info'), String(open.filter(({ isTail }) => isTail).length), String(own.length - open.length)];
  });
}

/** Self-evaluations that were only read in the report go by their title there. */
function placeName(place: string, [first]: readonly Finding[]): readonly [string, string] {
  if (place === 'N') return ['说明文字', '决算情况说明'];
  return place.startsWith('E') ? ['自评表', first?.place?.section ?? '绩效自评表'] : [place, '跨表'];
}

function results(source: AuditSource): AuditSection {
  const { engine, findings } = source;
  const open = worstFirst(findings.filter(({ waiver }) => waiver === null));
  const causes = new Causes(engine);
  const columns = [word('级别', 14), word('规则', 14), text('问题和可能的原因', 134), amount('表中数'), amount('应为'), amount('差额'), text('位置', 52)];
  const rows = open.filter(({ isTail }) => !isTail).map((finding) => [
    SEVERITY_WORDS[finding.severity], finding.rule, withCause(finding, causes.of(finding)), finding.actual ?? '', finding.expected ?? '', finding.difference ?? '', placeOf(source, finding),
  ]);
  const tails = clusterTails(open).flatMap((item): readonly (readonly string[])[] => {
    if (item.kind === 'tails') return [[String(item.findings.length), clusterWords(engine.document, engine.template, item), plainAmount(decimal(item.difference), engine.document.decimals)]];
    return item.finding.isTail ? [['1', item.finding.message, item.finding.difference ?? '']] : [];
  });
  return {
    title: '校验结果', sentences: [rows.length + tails.length === 0 ? '没有待处理的问题。' : '待处理的问题按级别排列，能推断出原因的一并写明；四舍五入造成的尾差按表和差额归并，列在最后。'],
    tables: [
      ...(rows.length === 0 ? [] : [{ id: 'findings', title: '待处理的问题', columns, rows }]),
      ...(tails.length === 0 ? [] : [{ id: 'tails', title: '尾差（四舍五入造成，按表和差额归并）', inText: true, columns: [count('处'), text('内容', 180), amount('差额')], rows: tails }]),
    ],
  };
}

function withCause({ message }: Finding, cause: Cause | null): string {
  return cause === null ? message : `${message}\n${cause.words}`;
}

/** In the workbook that was checked; of a document without one, by the names of the form. */
function placeOf({ engine, addressOf }: AuditSource, { place, cells: [first] }: Finding): string {
  if (place !== undefined) return placeWords(place);
  return first === undefined ? '' : addressOf(first) || cellPath(engine.space, first);
}

function decisions({ engine, findings, rules, withText }: AuditSource): AuditSection {
  const decided = findings.flatMap((finding) => (finding.waiver === null ? [] : [{ finding, waiver: finding.waiver }]));
  const standing = new Set<Waiver>(decided.map(({ waiver }) => waiver));
  const gone = engine.document.waivers.filter((waiver) => !standing.has(waiver));
  // Of a text that was not read, nothing is known: its decisions may well hold.
  const unjudged = new Set(rules.filter(({ coverage }) => coverage === null).map(({ id }) => id));
  const isUnread = ({ rule, place }: Waiver): boolean => unjudged.has(rule) || (!withText && isReadEvaluation(rule, place));
  const unread = gone.filter(isUnread);
  const lapsed = gone.filter((waiver) => !isUnread(waiver));
  const kept = (id: string, title: string, waivers: readonly Waiver[]): readonly AuditTable[] =>
    waivers.length === 0 ? [] : [{ id, title, inText: true, columns: [word('规则', 14), text('位置', 120), text('当时的原因', 110)], rows: waivers.map((waiver) => [waiver.rule, decisionPlace(engine, waiver), waiver.reason]) }];
  const rows = decided.map(({ finding, waiver }) => [finding.rule, finding.message, finding.difference ?? '', waiver.kind === 'accepted' ? '接受尾差' : '保留并说明', waiver.reason]);
  return {
    title: '已处理事项', sentences: [rows.length + gone.length === 0 ? '没有接受的尾差，也没有说明原因而保留的问题。' : '以下问题已接受或已说明原因。说明只对当时的数有效，数字变化后自动失效，须重新处理。'],
    tables: [
      ...(rows.length === 0 ? [] : [{ id: 'decided', title: '已接受或已说明的问题', inText: true, columns: [word('规则', 14), text('问题', 120), amount('差额'), word('处理', 26), text('原因', 80)], rows }]),
      ...kept('lapsed', '已失效的说明（数字已变化，须重新处理）', lapsed),
      ...kept('unread', '说明文字方面的说明（本次没有审核说明文字，是否仍有效未核对）', unread),
    ],
  };
}

/** Whether a decision is about an 自评表 in a report, which goes by its title there; the document's own go by their table. */
function isReadEvaluation(rule: string, place: string): boolean {
  return rule.startsWith('E') && !/^E\d\d/u.test(place);
}

function coverageSection({ rules, figures }: AuditSource): AuditSection {
  const columns = [word('规则', 14), word('级别', 14), text('说明', 100), count('通过'), count('未通过'), count('不适用'), count('缺少数据'), text('不适用、缺少数据的原因', 80)];
  const rows = rules.map(({ id, severity, says, coverage, reasons }) => [
    id, SEVERITY_WORDS[severity], says, ...(coverage === null ? ['', '', '', ''] : [coverage.passed, coverage.failed, coverage.notApplicable, coverage.insufficientData].map(String)),
    coverage === null ? '没有审核说明文字' : reasons.map(({ why, count: times }) => `${why}（${times}）`).join('；'),
  ]);
  return { title: '覆盖情况', sentences: ['逐条规则列出校验了多少处、结果如何。不适用的注明为什么，缺少数据的注明缺什么；两者都不算通过。', ...(figures == null ? [] : [figureWords(figures)])], tables: [{ id: 'coverage', title: '各规则的校验情况', columns, rows }, ...openFigures(figures?.open ?? [])] };
}

/** Figures that the text states and nothing was there to compare with. */
function openFigures(open: FigureCoverage['open']): readonly AuditTable[] {
  if (open.length === 0) return [];
  const columns = [text('数', 30), text('为什么没有核对', 60), text('上下文', 80), text('位置', 80)];
  return [{ id: 'open-figures', title: '说明文字中没有核对的数', columns, rows: open.map(({ text: written, why, place }) => [written, why, `…${place.quote}…`, placeWords(place)]) }];
}

function ruleSection({ rules }: AuditSource): AuditSection {
  const rows = rules.flatMap(({ id, formulas, tolerance, source }) =>
    (formulas.length === 0 ? [{ table: '', written: '（按文字和表样核对）' }] : formulas).map(({ table, written }) => [id, `${table === '' ? '' : `${table}：`}${written}`, tolerance, source]),
  );
  return { title: '规则与公式', sentences: ['公式按表样的行次、栏次或科目书写。容差未写明的，按等式两边四舍五入数的个数推算。'], tables: [{ id: 'rules', title: '校验规则、公式、容差和出处', columns: [word('规则', 14), text('公式', 130), text('容差', 62), text('出处', 50)], rows }] };
}
