/**
 * Which figures of a text were compared with a table or with another of its figures, and which stand unchecked, so that silence is not taken
 * for agreement. A figure counts as compared where another in its place would be found wrong.
 */
import type { FindingPlace } from '../check/finding.ts';
import type { Engine } from '../formula/engine.ts';
import { checkAcross, type SectionClaims } from './across-sections.ts';
import { documentEvaluations, spokenOf } from './document-evaluations.ts';
import { readEvaluations } from './evaluation-text.ts';
import { type Figure, figuresIn } from './numbers.ts';
import { checkPerformance } from './performance.ts';
import { narrativeRange } from './review-text.ts';
import type { NarrativeRules } from './schema.ts';
import { placedClaims, SectionReader, type SectionReview } from './section-reader.ts';
import { findSections, type Section } from './sections.ts';
import { readReportText } from './text.ts';
import type { Verdict } from './verdict.ts';

/** A figure that nothing was there to compare with. */
export interface OpenFigure {
  /** As written, with its unit. */
  readonly text: string;
  readonly place: FindingPlace;
  readonly why: string;
}

export interface FigureCoverage {
  readonly all: number;
  readonly compared: number;
  readonly open: readonly OpenFigure[];
}

const WHY = { reason: '只在说明原因或用途时提到', unknown: '没有认出说的是哪一项', alone: '表中和前后文没有可对照的数', outside: '所在的章节没有可对照的规则' } as const;
const EXPLAINS = /(?:原因|由于|因为|主要是|主要系|主要用于|用于)[^。；\n]*$/u;

/** How many figures were compared, in one sentence. */
export function figureWords({ all, compared, open }: FigureCoverage): string {
  return `说明文字共写出 ${all} 个数，核对了 ${compared} 个${open.length === 0 ? '' : `，没有核对的 ${open.length} 个，请人工核对`}。`;
}

/** The figures of the 情况说明. */
export function figureCoverage(engine: Engine, rules: NarrativeRules, source: string): FigureCoverage {
  const text = readReportText(source);
  const sections = findSections(text, rules.sections);
  const { from, to } = narrativeRange(sections, text.plain);
  const figures = figuresIn(text.plain.slice(from, to)).filter(({ kind }) => kind !== 'missing').map((figure) => ({ ...figure, at: figure.at + from, end: figure.end + from }));
  const trial = new Trial(new SectionReader(engine, rules, text.plain, sections), sections);
  const performed = new Performances(engine, source, text.plain, sections);
  const open = figures.flatMap((figure): readonly OpenFigure[] => {
    const why = performed.isCompared(figure) ? null : trial.whyOpen(figure, text.plain);
    if (why === null) return [];
    const section = sections.findLast((one) => one.start <= figure.at && figure.at < one.end)?.title ?? '情况说明';
    const quote = text.plain.slice(Math.max(0, figure.at - 16), figure.end + 4).replaceAll('\n', '');
    return [{ text: figure.text.replaceAll('，', ','), place: { ...text.place(figure.at), section, quote }, why }];
  });
  return { all: figures.length, compared: figures.length - open.length, open };
}

/** What would be found were a figure another: each is tried in its section. */
class Trial {
  private readonly reviews: ReadonlyMap<Section, { readonly body: string; readonly review: SectionReview; readonly known: ReadonlySet<string> }>;
  private readonly spoken: ReadonlyMap<Section, SectionClaims>;
  private readonly across: ReadonlySet<string>;

  constructor(
    private readonly reader: SectionReader,
    sections: readonly Section[],
  ) {
    const reviews = sections.flatMap((section) => {
      const body = reader.body(section);
      const review = reader.read(section, body);
      return review === null ? [] : [[section, { body, review, known: keysOf([...review.ofClaims.flat(), ...review.ofSection]) }] as const];
    });
    this.reviews = new Map(reviews);
    this.spoken = new Map(reviews.map(([section, { review }]) => [section, placedClaims(section, review.claims)]));
    this.across = keysOf(checkAcross([...this.spoken.values()]));
  }

  /** Why a figure stands unchecked; null where it was compared. */
  whyOpen(figure: Figure, plain: string): string | null {
    const own = [...this.reviews].filter(([section, { body }]) => section.start <= figure.at && figure.end <= section.end && body.slice(figure.at - section.start, figure.end - section.start) === figure.text);
    if (own.some(([section]) => this.isCompared(section, figure))) return null;
    if (EXPLAINS.test(plain.slice(Math.max(0, figure.at - 80), figure.at))) return WHY.reason;
    if (own.length === 0) return WHY.outside;
    const claim = own.flatMap(([section, { review }]) => review.claims.filter((one) => one.at + section.start <= figure.at && figure.end <= one.end + section.start))[0];
    return claim === undefined || claim.subject === null ? WHY.unknown : WHY.alone;
  }

  private isCompared(section: Section, { at, text }: Figure): boolean {
    const read = this.reviews.get(section);
    if (read === undefined) return false;
    const place = at - section.start + (text.startsWith('-') ? 1 : 0);
    const review = this.reader.read(section, `${read.body.slice(0, place)}7${read.body.slice(place)}`);
    if (review === null) return false;
    if ([...keysOf([...review.ofClaims.flat(), ...review.ofSection])].some((key) => !read.known.has(key))) return true;
    const others = [...this.spoken].map(([other, claims]) => (other === section ? placedClaims(section, review.claims) : claims));
    return [...keysOf(checkAcross(others))].some((key) => !this.across.has(key));
  }
}

/** The figures of the 绩效 sections that are held against the 自评表. */
class Performances {
  private readonly parts: readonly { readonly section: Section; readonly body: string; readonly known: ReadonlySet<string> }[];
  private readonly check: (body: string) => ReadonlySet<string>;

  constructor(engine: Engine, source: string, plain: string, sections: readonly Section[]) {
    const tables = spokenOf(documentEvaluations(engine), readEvaluations(source));
    this.check = (body) => keysOf(checkPerformance(body, tables));
    this.parts = sections.filter(({ role }) => role === '绩效').map((section) => {
      const body = plain.slice(section.start, section.end);
      return { section, body, known: this.check(body) };
    });
  }

  isCompared({ at }: Figure): boolean {
    return this.parts.some(({ section, body, known }) => {
      const place = at - section.start;
      return place >= 0 && at < section.end && [...this.check(`${body.slice(0, place)}7${body.slice(place)}`)].some((key) => !known.has(key));
    });
  }
}

function keysOf(verdicts: readonly Verdict[]): ReadonlySet<string> {
  return new Set(verdicts.map(({ rule, message }) => `${rule}${message}`));
}
