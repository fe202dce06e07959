/**
 * The numbers that Word sets before paragraphs by itself: “一、” of a heading style or a list stands in no text of the file. Read from
 * numbering.xml and styles.xml; what is not found there is simply not numbered.
 */
import { inflateRawSync } from 'node:zlib';
import { chineseNumber } from '../../shared/narrative/glossary.ts';
import { packedData, readZipDirectory } from './zip-directory.ts';

/** A paragraph with a number of its own, in the order of the document. */
export interface NumberedParagraph {
  readonly text: string;
  /** As Word prints it: `一、`, `（二）`, `1.`. */
  readonly number: string;
}

interface ListLevel {
  readonly start: number;
  readonly format: string;
  readonly text: string;
}

/** Which list a paragraph is in. */
interface Membership {
  readonly list: string;
  readonly level: number;
}

/** Largest part that is unpacked. */
const LARGEST = 64 * 2 ** 20;
const PARAGRAPH = /<w:p(?:\s(?:[^>]*[^/>])?)?>(?<inside>[\s\S]*?)<\/w:p>/gu;

/** The paragraphs of a Word file that Word numbers. */
export function numberedParagraphs(bytes: Buffer): readonly NumberedParagraph[] {
  const lists = listsOf(partText(bytes, 'word/numbering.xml'));
  const document = lists.size === 0 ? '' : partText(bytes, 'word/document.xml');
  const styles = stylesOf(partText(bytes, 'word/styles.xml'));
  const counters = new Map<string, number[]>();
  return [...document.matchAll(PARAGRAPH)].flatMap(({ groups }): readonly NumberedParagraph[] => {
    const inside = groups?.['inside'] ?? '';
    const membership = membershipOf(inside, styles);
    const levels = membership === null ? undefined : lists.get(membership.list);
    const text = [...inside.replace(/<w:del[ >][\s\S]*?<\/w:del>/gu, '').matchAll(/<w:t(?:\s[^>]*)?>(?<text>[^<]*)<\/w:t>/gu)].map((run) => unescaped(run.groups?.['text'] ?? '')).join('');
    if (membership === null || levels === undefined || text.trim() === '') return [];
    const number = nextNumber(levels, membership, counters);
    return number === '' ? [] : [{ text, number }];
  });
}

function partText(bytes: Buffer, name: string): string {
  const entry = readZipDirectory(bytes)?.find((one) => one.name === name);
  const data = entry === undefined ? null : packedData(bytes, entry);
  if (entry === undefined || data === null) return '';
  try {
    return (entry.method === 0 ? data : inflateRawSync(data, { maxOutputLength: LARGEST })).toString('utf8');
  } catch {
    return '';
  }
}

/** Levels of each list by its numId. */
function listsOf(xml: string): ReadonlyMap<string, readonly ListLevel[]> {
  const abstract = new Map([...xml.matchAll(/<w:abstractNum\s[^>]*w:abstractNumId="(?<id>\d+)"[^>]*>(?<inside>[\s\S]*?)<\/w:abstractNum>/gu)].map(({ groups }) => [
    groups?.['id'] ?? '', [...(groups?.['inside'] ?? '').matchAll(/<w:lvl\s[\s\S]*?<\/w:lvl>/gu)].map(([level]): ListLevel => ({ start: Number(attributeOf(level, 'start') || 1), format: attributeOf(level, 'numFmt'), text: unescaped(attributeOf(level, 'lvlText')) })),
  ]));
  return new Map([...xml.matchAll(/<w:num\s[^>]*w:numId="(?<id>\d+)"[^>]*>(?<inside>[\s\S]*?)<\/w:num>/gu)].flatMap(({ groups }) => {
    const levels = abstract.get(attributeOf(groups?.['inside'] ?? '', 'abstractNumId'));
    return levels === undefined ? [] : [[groups?.['id'] ?? '', levels] as const];
  }));
}

/** What a paragraph of each style is a member of, by the style itself or one that it is based on. */
function stylesOf(xml: string): ReadonlyMap<string, Membership> {
  const own = new Map([...xml.matchAll(/<w:style\s[^>]*w:styleId="(?<id>[^"]+)"[^>]*>(?<inside>[\s\S]*?)<\/w:style>/gu)].map(({ groups }) => [groups?.['id'] ?? '', groups?.['inside'] ?? ''] as const));
  const memberOf = (id: string, depth: number): Membership | null => {
    const inside = own.get(id);
    if (inside === undefined || depth > 10) return null;
    return listIn(inside) ?? memberOf(attributeOf(inside, 'basedOn'), depth + 1);
  };
  return new Map([...own.keys()].flatMap((id) => {
    const membership = memberOf(id, 0);
    return membership === null ? [] : [[id, membership] as const];
  }));
}

function membershipOf(paragraph: string, styles: ReadonlyMap<string, Membership>): Membership | null {
  const style = styles.get(attributeOf(paragraph, 'pStyle')) ?? null;
  const own = listIn(paragraph);
  // numId 0 takes a paragraph out of the list of its style.
  return own === null ? style : own.list === '0' ? null : own;
}

function listIn(xml: string): Membership | null {
  const properties = /<w:numPr>[\s\S]*?<\/w:numPr>/u.exec(xml)?.[0];
  const list = properties === undefined ? '' : attributeOf(properties, 'numId');
  return properties === undefined || list === '' ? null : { list, level: Number(attributeOf(properties, 'ilvl') || 0) };
}

function attributeOf(xml: string, name: string): string {
  return new RegExp(`<w:${name}\\s[^>]*w:val="([^"]*)"`, 'u').exec(xml)?.[1] ?? '';
}

function nextNumber(levels: readonly ListLevel[], { list, level }: Membership, counters: Map<string, number[]>): string {
  const counts = counters.get(list) ?? [];
  counters.set(list, counts);
  counts.length = Math.min(counts.length, level + 1);
  for (let at = 0; at <= level; at++) counts[at] ??= (levels[at]?.start ?? 1) - (at === level ? 1 : 0);
  counts[level] = (counts[level] ?? 0) + 1;
  const own = levels[level];
  if (own === undefined || own.format === 'bullet' || own.format === 'none') return '';
  return own.text.replace(/%(?<place>\d)/gu, (_mark, place: string) => written(counts[Number(place) - 1] ?? 1, levels[Number(place) - 1]?.format ?? ''));
}

function written(number: number, format: string): string {
  if (/chinese|ideograph|japanese|taiwanese/iu.test(format)) return chineseNumber(number);
  if (format === 'decimalEnclosedCircle' && number <= 20) return String.fromCodePoint(0x245f + number);
  return String(number);
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
}
