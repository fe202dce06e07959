/** The two ways to have a report: as a PDF, and as drawn pages whose figures lead to their cells. */
import type { ReportOutline } from '../../../shared/report/outline.ts';
import type { DrawnPage } from './svg-pages.ts';
import { type PdfOptions, type RenderedPdf, ReportCompiler } from './report-compiler.ts';

export interface RenderOptions extends PdfOptions {
  /** With a watermark 草稿. */
  readonly draft?: boolean;
}

export interface RenderedPages {
  /** One SVG a page; figures are links as `cellLink` writes them. */
  readonly pages: readonly DrawnPage[];
  readonly warnings: readonly string[];
  readonly missingFonts: readonly string[];
}

/** A compiler to keep between edits; a few hundred milliseconds to make, as it reads the fonts. */
export function createReportCompiler(): ReportCompiler {
  return new ReportCompiler();
}

export function renderPdf(outline: ReportOutline, options: RenderOptions = {}, compiler: ReportCompiler = createReportCompiler()): RenderedPdf {
  return compiler.update(outline, { draft: options.draft ?? false, clickable: false }).pdf(options);
}

export function renderSvgPages(outline: ReportOutline, options: Pick<RenderOptions, 'draft'> = {}, compiler: ReportCompiler = createReportCompiler()): RenderedPages {
  const set = compiler.update(outline, { draft: options.draft ?? false, clickable: true });
  const { warnings, missingFonts } = set;
  return { pages: set.svgPages(), warnings, missingFonts };
}
