/**
 * The pages of one document while it is edited. Everything that an edit leaves alone is kept: engine, compiler, what Typst has set,
 * drawings; and of the pages only those are handed over that the window does not have.
 */
import { cellEdits } from '../../shared/document/difference.ts';
import type { Document } from '../../shared/document/document.ts';
import type { Engine } from '../../shared/formula/engine.ts';
import type { TemplateFiles } from '../../shared/template/load.ts';
import type { ReportCompiler } from '../export/typst/report-compiler.ts';
import { composeReport, engineOf, type Refused } from './make-report.ts';

export interface PreviewRequest {
  readonly document: Document;
  /** With the watermark 草稿. */
  readonly draft: boolean;
  /** Hashes of the pages that the window has. */
  readonly known: readonly string[];
}

export interface PreviewPage {
  readonly hash: string;
  /** null where the window has it. */
  readonly svg: string | null;
}

export type Preview = { readonly ok: true; readonly pages: readonly PreviewPage[]; readonly notices: readonly string[] } | Refused;

export class LivePreview {
  private engine: Engine | null = null;
  private compiler: ReportCompiler | null = null;

  constructor(private readonly templates: TemplateFiles) {}

  /** Pages as they would be printed, errors or not: looking is not publishing. */
  async render({ document, draft, known }: PreviewRequest): Promise<Preview> {
    const engine = this.follow(document);
    if ('code' in engine) return engine;
    const { createReportCompiler, renderSvgPages } = await import('../export/typst/render-report.ts');
    this.compiler ??= createReportCompiler();
    const { outline, notices } = composeReport(engine, this.templates);
    const { pages, warnings } = renderSvgPages(outline, { draft }, this.compiler);
    const had = new Set(known);
    return { ok: true, pages: pages.map(({ hash, svg }) => ({ hash, svg: had.has(hash) ? null : svg })), notices: [...notices, ...warnings] };
  }

  private follow(document: Document): Engine | Refused {
    const { engine } = this;
    const edits = engine === null ? null : cellEdits(engine.document, document);
    if (engine !== null && edits !== null) {
      engine.update(document, edits);
      return engine;
    }
    const fresh = engineOf(this.templates, document);
    this.engine = 'code' in fresh ? null : fresh;
    return fresh;
  }
}
