/** From a document to the bytes of a file, behind the one gate: a report with open errors leaves only as a draft. */
import type { Document } from '../../shared/document/document.ts';
import { type Finding, openErrors } from '../../shared/check/finding.ts';
import { Engine } from '../../shared/formula/engine.ts';
import type { ExportLook, FailureCode } from '../../shared/ipc.ts';
import { type LoadedNarrative, loadNarrative } from '../../shared/narrative/load-narrative.ts';
import { begunParts, openPlaces, TEXT_PART_NAMES, TEXT_PARTS, writeReportTexts } from '../../shared/narrative/report-texts.ts';
import { reviewDocument } from '../../shared/narrative/review-texts.ts';
import { textContent } from '../../shared/report/narrative-blocks.ts';
import { auditReport } from '../../shared/report/audit-report.ts';
import { rulePages } from '../../shared/report/rule-page.ts';
import { outlineReport, type ReportOutline } from '../../shared/report/outline.ts';
import { loadTemplate, type TemplateFiles } from '../../shared/template/load.ts';
import type { Template } from '../../shared/template/template.ts';
import type { Report } from './report-progress.ts';

export interface ExportRequest {
  readonly kind: 'pdf' | 'xlsx' | 'docx' | 'audit-pdf' | 'audit-xlsx';
  readonly document: Document;
  readonly draft: boolean;
  readonly look: Omit<ExportLook, 'styles'>;
  /** The Word file whose styles a report in Word takes. */
  readonly styles: { readonly name: string; readonly bytes: Uint8Array } | null;
}
export interface Refused {
  readonly ok: false;
  readonly code: Extract<FailureCode, 'unsupported'>;
  readonly detail: string;
}
/** What errors keep a report that is no draft from leaving. */
interface HeldBack {
  readonly ok: false;
  readonly code: Extract<FailureCode, 'open-errors'>;
  readonly errors: readonly Finding[];
}
export type Exported = { readonly ok: true; readonly bytes: Uint8Array; readonly notices: readonly string[] } | Refused | HeldBack;

export async function exportDocument(templates: TemplateFiles, request: ExportRequest, report: Report): Promise<Exported> {
  report('校验', 0);
  const engine = engineOf(templates, request.document);
  if ('code' in engine) return engine;
  // The check report is about the errors: none of them holds it back.
  const isHeld = !request.draft && !request.kind.startsWith('audit-');
  const errors = isHeld ? openErrors(reviewDocument(engine, narrativeOf(templates, engine.template)).findings) : [];
  if (errors.length > 0) return { ok: false, code: 'open-errors', errors };
  report('排版', 0.2);
  return WRITERS[request.kind](engine, request, templates);
}

type Writer = (engine: Engine, request: ExportRequest, templates: TemplateFiles) => Promise<Exported>;

/** Each loads what it needs only when it is used. */
const WRITERS: Readonly<Record<ExportRequest['kind'], Writer>> = {
  pdf: async (engine, { draft, look }, templates) => {
    const { renderPdf } = await import('../export/typst/render-report.ts');
    const { outline, notices } = composeReport(engine, templates);
    const { pdf, warnings } = renderPdf(outline, { draft, archival: look.archival });
    return { ok: true, bytes: pdf, notices: [...notices, ...warnings] };
  },
  xlsx: async (engine, { draft, look: { plain, protect, oneSheet } }) => {
    const { exportTables } = await import('../export/xlsx/export-tables.ts');
    const { longAmountsText } = await import('../export/xlsx/long-amounts.ts');
    return { ok: true, bytes: await exportTables(engine, { plain, protect, oneSheet, draft }), notices: [...(draft ? ['工作簿没有水印：打印时每页页眉印“草稿”，工作表标签为红色'] : []), ...longAmountsText(engine)] };
  },
  docx: async (engine, { draft, styles }, templates) => {
    const { readOwnStyles } = await import('../export/docx/own-styles.ts');
    const own = styles === null ? null : readOwnStyles(Buffer.from(styles.bytes));
    if (own?.ok === false) return { ok: false, code: 'unsupported', detail: `样式文件“${styles?.name ?? ''}”${own.problem}` };
    const { renderDocx } = await import('../export/docx/render-docx.ts');
    const { outline, notices } = composeReport(engine, templates);
    return { ok: true, bytes: await renderDocx(outline, { draft, ...(own === null ? {} : { own: own.value }) }), notices };
  },
  'audit-pdf': (engine, _draft, templates) => writeAudit('pdf', engine, templates),
  'audit-xlsx': (engine, _draft, templates) => writeAudit('xlsx', engine, templates),
};

async function writeAudit(kind: 'pdf' | 'xlsx', engine: Engine, templates: TemplateFiles): Promise<Exported> {
  const { renderAudit } = await import('../export/render-audit.ts');
  const narrative = narrativeOf(templates, engine.template);
  const reviewed = reviewDocument(engine, narrative);
  const rules = rulePages(engine, narrative.audit.rules, reviewed.withText ? reviewed.findings : null);
  return { ok: true, ...(await renderAudit(kind, auditReport({ engine, ...reviewed, rules, file: '', addressOf: () => '' }))) };
}

/** The outline with the written parts that have begun: until then a report of the tables alone is whole. What it lacks is told. */
export function composeReport(engine: Engine, templates: TemplateFiles): { readonly outline: ReportOutline; readonly notices: readonly string[] } {
  const { text } = narrativeOf(templates, engine.template);
  const parts = text === null ? [] : begunParts(engine);
  const missing = TEXT_PARTS.filter((part) => !parts.includes(part)).map((part) => TEXT_PART_NAMES[part]);
  const notices = missing.length === 0 ? [] : [`${missing.join('、')}还没有编写，这份报告里没有；在窗口左边的相应部分填写后一并印出`];
  if (text === null || parts.length === 0) return { outline: outlineReport(engine), notices: text === null ? [] : notices };
  const texts = writeReportTexts(engine, text);
  const open = parts.map((part) => [part, openPlaces(texts, part)] as const).filter(([, left]) => left > 0);
  const unfilled = open.map(([part, left]) => `${TEXT_PART_NAMES[part]}还有 ${left} 处待填写，报告中用方括号标出；填好后再公开`);
  return { outline: outlineReport(engine, textContent(engine, texts, parts)), notices: [...notices, ...unfilled] };
}

export function engineOf(templates: TemplateFiles, document: Document): Engine | Refused {
  const template = templateOf(templates, document.template);
  if (template === null) return { ok: false, code: 'unsupported', detail: `本机没有文档所用的模板 ${document.template}` };
  const prior = document.prior === undefined ? template : templateOf(templates, document.prior.template);
  return new Engine(template, document, prior ?? template);
}

const loaded = new Map<string, Template | null>();

/** Loaded once a thread: the texts do not change while it lives. */
function templateOf(templates: TemplateFiles, id: string): Template | null {
  const known = loaded.get(id);
  if (known !== undefined) return known;
  const result = loadTemplate(templates, id);
  const template = result.ok ? result.template : null;
  loaded.set(id, template);
  return template;
}

const narratives = new WeakMap<Template, LoadedNarrative>();

function narrativeOf(templates: TemplateFiles, template: Template): LoadedNarrative {
  const known = narratives.get(template) ?? loadNarrative(templates, template);
  narratives.set(template, known);
  return known;
}
