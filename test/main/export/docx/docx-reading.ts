/** Reads Word files back: their parts, what their body says in order, and how LibreOffice lays them out. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { packedData, readZipDirectory } from '../../../../main/import/zip-directory.ts';

/** One part of the file as text. */
export function partOf(docx: Uint8Array, name: string): string {
  const bytes = Buffer.from(docx);
  const entry = readZipDirectory(bytes)?.find((one) => one.name === name);
  const data = entry === undefined ? null : packedData(bytes, entry);
  if (entry === undefined || data === null) throw new Error(`no ${name}`);
  return (entry.method === 0 ? data : inflateRawSync(data)).toString('utf8');
}

export function partNames(docx: Uint8Array): readonly string[] {
  return (readZipDirectory(Buffer.from(docx)) ?? []).map(({ name }) => name);
}

/** Paragraphs of the body in order, those of the contents left out. */
export function bodyTexts(docx: Uint8Array): readonly string[] {
  return paragraphsOf(partOf(docx, 'word/document.xml').replace(/<w:sdt>[\s\S]*?<\/w:sdt>/gu, ''));
}

/** What the contents list: title and page. */
export function contents(docx: Uint8Array): readonly (readonly [title: string, page: string])[] {
  const [sdt = ''] = /<w:sdt>[\s\S]*?<\/w:sdt>/u.exec(partOf(docx, 'word/document.xml')) ?? [];
  return paragraphsOf(sdt).filter((text) => text !== '').map((text) => [text.replace(/\t\d*$/u, ''), /\t(\d*)$/u.exec(text)?.[1] ?? '']);
}

function paragraphsOf(xml: string): readonly string[] {
  return [...xml.matchAll(/<w:p(?:\/>|>([\s\S]*?)<\/w:p>)/gu)].map(([, inner = '']) =>
    [...inner.matchAll(/<w:(?:t(?:\/>|(?: [^>]*)?>([^<]*)<\/w:t>)|(br)\/>|(tab)\/>)/gu)].map(([, text = '', br, tab]) => (br === undefined ? (tab === undefined ? unescaped(text) : '\t') : '\n')).join(''));
}

function unescaped(text: string): string {
  return text.replace(/&(?:lt|gt|quot|apos|amp);/gu, (entity) => ({ '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" })[entity] ?? '&');
}

const office = spawnSync('sh', ['-c', 'command -v soffice'], { encoding: 'utf8' }).stdout.trim();
/** LibreOffice may be there without the part that reads Word files. */
export const withoutWriter = office === '' || !existsSync(join(dirname(realpathSync(office)), 'libswlo.so'));

/** The pages that LibreOffice makes of it. */
export function officePdf(docx: Uint8Array): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-word-'));
  try {
    writeFileSync(join(folder, 'report.docx'), docx);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'report.docx')], { stdio: 'ignore', timeout: 120_000 });
    return new Uint8Array(readFileSync(join(folder, 'report.pdf')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
