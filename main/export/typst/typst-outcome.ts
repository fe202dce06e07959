/** What Typst says after compiling or exporting, as plain values. An error in our own program is a bug and throws. */
import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { z } from 'zod';

const diagnostics = z.array(z.object({ message: z.string() }));

export interface Compiled {
  readonly document: NodeTypstDocument;
  readonly warnings: readonly string[];
}

export function compiled(compiler: NodeCompiler, source: string): Compiled {
  const outcome = compiler.compile({ mainFileContent: source });
  const document = outcome.result;
  const said = (of: ReturnType<typeof outcome.takeWarnings>): readonly string[] =>
    of === null ? [] : diagnostics.parse(compiler.fetchDiagnostics(of)).map(({ message }) => message);
  if (document === null) throw new Error(`typst: ${said(outcome.takeDiagnostics()).join('; ')}`);
  return { document, warnings: said(outcome.takeWarnings()) };
}

/** Texts that no font can show, out of what a PDF/A export complains of; null where it complains of something else. */
export function unshowable(error: unknown): readonly string[] | null {
  const message = error instanceof Error ? error.message : '';
  const texts = [...message.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/gu)].map(([, text]) => unescaped(text ?? ''));
  return texts.length === 0 ? null : texts;
}

/** Undoes `\u{10ffff}`. */
function unescaped(text: string): string {
  return text.replace(/\\+u\{([0-9a-f]+)\}/gu, (_whole, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}
