/**
 * Which typefaces this machine has. 方正小标宋 and 仿宋_GB2312 may not be bundled: they are named first, looked for, and where one
 * is missing the bundled substitute takes its place and the user is told.
 */
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { FACES, type Face, type FaceRole } from '../../../shared/report/print-style.ts';
import { compiled } from './typst-outcome.ts';

export interface FontChoice {
  /** Families for each role, the best first, the substitute last; only those that are here. */
  readonly families: Readonly<Record<FaceRole, readonly string[]>>;
  /** Names of typefaces that the style asks for and the machine lacks. */
  readonly missing: readonly string[];
  readonly warnings: readonly string[];
}

export function chooseFonts(compiler: NodeCompiler): FontChoice {
  const absent = absentFamilies(compiler, Object.values(FACES).flatMap((face: Face) => face.names));
  const found = (face: Face): readonly string[] => face.names.filter((name) => !absent.has(name.toLowerCase()));
  const families = (face: Face): readonly string[] => [...found(face), face.substitute];
  const { title, heading, subheading, body } = FACES;
  const missing = Object.values(FACES).filter((face: Face) => found(face).length === 0);
  return {
    families: { title: families(title), heading: families(heading), subheading: families(subheading), body: families(body) },
    missing: missing.map((face) => face.wanted),
    warnings: missing.length === 0 ? [] : [missingFontsText(missing)],
  };
}

/** A Typst array of family names; ours, so they need no more than quotes. */
export function familyList(names: readonly string[]): string {
  return `(${names.map((name) => JSON.stringify(name)).join(', ')},)`;
}

function missingFontsText(missing: readonly Face[]): string {
  const swaps = [...new Set(missing.map(({ substitute }) => substitute))].map((substitute) => {
    const wanted = missing.filter((face) => face.substitute === substitute).map((face) => `“${face.wanted}”`);
    return `${wanted.join('、')}${wanted.length > 1 ? '都' : ''}代以 ${substitute}`;
  });
  const alike = missing.some(({ wanted }) => wanted.startsWith('仿宋')) && missing.some(({ wanted }) => wanted.startsWith('楷体')) ? '，二级标题与正文因此字体相同' : '';
  return `本机没有公文字体，已换用随附字体：${swaps.join('，')}${alike}；装上这些字体后重新打开本程序再导出，即按公文字体排版`;
}

/** Typst has no list of fonts, but warns of every family that it does not know. */
function absentFamilies(compiler: NodeCompiler, names: readonly string[]): ReadonlySet<string> {
  const { warnings } = compiled(compiler, `#for family in ${familyList(names)} { text(font: family)[x] }`);
  const unknown = /^unknown font family: (.+)$/u;
  return new Set(warnings.flatMap((warning) => unknown.exec(warning)?.[1] ?? []));
}
