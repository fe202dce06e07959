/**
 * Sets the report. One compiler is kept while the document is edited: Typst remembers what it has set, so that after an edit only
 * the pages that change cost time. Setting is one call into native code and can't be interrupted; to cancel means to end the
 * thread it runs in, which is why exports have a thread each, and until the call returns the thread lives on with its result unused.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeCompiler, type NodeTypstDocument, type RenderPdfOpts } from '@myriaddreamin/typst-ts-node-compiler';
import type { ReportOutline } from '../../../shared/report/outline.ts';
import { chooseFonts, type FontChoice } from './font-choice.ts';
import { fontFiles } from './font-files.ts';
import { GlyphCheck } from './missing-glyphs.ts';
import { programFiles } from './program.ts';
import { type Look, reportData } from './report-data.ts';
import { type DrawnPage, PageDrawings } from './svg-pages.ts';
import { compiled, unshowable } from './typst-outcome.ts';

export interface PdfOptions {
  /** For archives: PDF/A-2a, which is also tagged for accessibility. */
  readonly archival?: boolean;
  /** Date in the file's properties; now where not said. */
  readonly createdAt?: Date;
}

export interface RenderedPdf {
  readonly pdf: Uint8Array;
  readonly pages: number;
  /** What the user should know, in Chinese. */
  readonly warnings: readonly string[];
  readonly missingFonts: readonly string[];
}

/** Results of compiling older than this many compilations are forgotten. */
const KEPT_COMPILATIONS = 20;

export class ReportCompiler {
  private readonly typst: NodeCompiler;
  private readonly fonts: FontChoice;
  private readonly glyphs: GlyphCheck;
  private readonly drawings = new PageDrawings();
  private written: ReadonlyMap<string, string> = new Map();

  constructor() {
    // The workspace is a name only: all files are in memory, and the program reads no other.
    this.typst = NodeCompiler.create({ workspace: tmpdir(), fontArgs: [{ fontPaths: [...fontFiles()] }] });
    this.fonts = chooseFonts(this.typst);
    this.glyphs = new GlyphCheck(this.typst, this.fonts.families.body);
  }

  /** Sets a report, in place of the one set before. */
  update(outline: ReportOutline, look: Look): SetReport {
    const data = reportData(outline, look, this.fonts);
    const { main, files } = programFiles(data);
    this.write(new Map(files));
    const { document } = compiled(this.typst, main);
    this.typst.evictCache(KEPT_COMPILATIONS);
    const missing = this.glyphs.missingIn([data.outline, ...data.chunks.map(([, text]) => text)]);
    return new SetReport(this.typst, this.drawings, document, this.fonts.missing, [...this.fonts.warnings, ...(missing.length === 0 ? [] : [missingGlyphsText(missing)])]);
  }

  /** Only what has changed: a file that is written anew is read anew. */
  private write(files: ReadonlyMap<string, string>): void {
    for (const [path, text] of files) if (this.written.get(path) !== text) this.typst.mapShadow(join(tmpdir(), path), Buffer.from(text));
    for (const path of this.written.keys()) if (!files.has(path)) this.typst.unmapShadow(join(tmpdir(), path));
    this.written = files;
  }
}

/** A report as set: its pages, to be had as a PDF or drawn. */
export class SetReport {
  constructor(
    private readonly typst: NodeCompiler,
    private readonly drawings: PageDrawings,
    private readonly document: NodeTypstDocument,
    readonly missingFonts: readonly string[],
    readonly warnings: readonly string[],
  ) {}

  get pages(): number {
    return this.document.numOfPages;
  }

  pdf({ archival = false, createdAt = new Date() }: PdfOptions = {}): RenderedPdf {
    const creationTimestamp = Math.floor(createdAt.getTime() / 1000);
    const { pages, missingFonts } = this;
    const archive = archival ? this.archivePdf(creationTimestamp) : null;
    if (archive !== null) return { pdf: archive, pages, missingFonts, warnings: this.warnings };
    const warnings = archival ? [...this.warnings, '有字无法显示，不合 PDF/A 的要求，已导出为普通 PDF；装上含有这些字的字体后再导出'] : this.warnings;
    return { pdf: this.exported({ creationTimestamp }), pages, missingFonts, warnings };
  }

  svgPages(): readonly DrawnPage[] {
    return this.drawings.pages(this.typst.plainSvg(this.document));
  }

  /** Null where some character has no glyph: PDF/A allows no report to be unreadable. */
  private archivePdf(creationTimestamp: number): Uint8Array | null {
    try {
      return this.exported({ creationTimestamp, pdfStandard: 'a-2a' });
    } catch (error) {
      if (unshowable(error) === null) throw error;
      return null;
    }
  }

  private exported(options: RenderPdfOpts): Uint8Array {
    return new Uint8Array(this.typst.pdf(this.document, options));
  }
}

function missingGlyphsText(characters: readonly string[]): string {
  const named = characters.map((character) => `“${character}”（U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}）`);
  return `本机字体中没有${named.join('、')}，报告里这些字显示为方框；请装上含有这些字的字体（如“中华书局宋体”“花园明朝”）后重新导出`;
}
