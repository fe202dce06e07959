/** The bundled fonts. Found through their packages, so the same from source, built and packaged. */
import { createRequire } from 'node:module';

/** Only the weights that the report uses; the packages hold many more, which the installer leaves out. */
const FONT_FILES = [
  '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
] as const;

/** Paths of the fonts. Who sets with them reads those that it needs; they are forty million bytes. */
export function fontFiles(): readonly string[] {
  const { resolve } = createRequire(import.meta.url);
  return FONT_FILES.map((file) => outsideArchive(resolve(file)));
}

/** Paths of the font in which charts are lettered. */
export function chartFontFiles(): readonly string[] {
  const { resolve } = createRequire(import.meta.url);
  return FONT_FILES.filter((file) => file.endsWith('NotoSansSC_400Regular.ttf')).map((file) => resolve(file));
}

/** A packaged program keeps its fonts beside its archive, into which native code can't look. */
export function outsideArchive(path: string): string {
  return path.replace(/([\\/]app\.asar)(?=[\\/])/u, '$1.unpacked');
}
