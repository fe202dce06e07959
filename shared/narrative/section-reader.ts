/** Reads and judges the sections of a text, each by what the template set says of it; the names and their figures are looked up once. */
import { decimal, envelope } from '../amount/amount.ts';
import type { Engine } from '../formula/engine.ts';
import type { SectionClaims } from './across-sections.ts';
import type { Claim } from './claim.ts';
import { readClaims } from './claims.ts';
import { judgeClaim } from './judge-claims.ts';
import { itemSubject, type Subject, subjectsOf } from './lexicon.ts';
import type { NarrativeRules, NarrativeSection } from './schema.ts';
import { checkSection } from './section-checks.ts';
import type { Section } from './sections.ts';
import type { ClaimContext, Measure, Verdict } from './verdict.ts';

/** What a section claims and what is wrong in it; offsets are of the section's text. */
export interface SectionReview {
  readonly claims: readonly Claim[];
  /** Of each claim. */
  readonly ofClaims: readonly (readonly Verdict[])[];
  /** Of the section as a whole. */
  readonly ofSection: readonly Verdict[];
}

/** Roles whose amounts shares may be taken of in any section. */
const WHOLES = ['收入', '支出', '一般公共预算'];

export class SectionReader {
  private readonly subjects = new Map<string, readonly Subject[]>();
  private readonly wholes: readonly Subject[];
  private readonly measure: Measure;

  constructor(
    private readonly engine: Engine,
    private readonly rules: NarrativeRules,
    private readonly plain: string,
    private readonly sections: readonly Section[],
  ) {
    this.wholes = rules.sections.filter(({ role }) => WHOLES.includes(role)).flatMap((section) => this.subjectsOf(section));
    this.measure = measureOf(engine);
  }

  /** The section's own text. */
  body(section: Section): string {
    return ownText(this.plain, section, this.sections);
  }

  /** Judges a text as that of the section; null for a section that the set does not know. */
  read({ role }: Section, body: string): SectionReview | null {
    const definition = this.rules.sections.find((one) => one.role === role);
    if (definition === undefined) return null;
    const claims = this.claimsOf(definition, body);
    const context = contextOf(definition, claims, this.measure);
    return { claims, ofClaims: claims.map((claim) => judgeClaim(claim, context)), ofSection: checkSection({ engine: this.engine, definition, text: body, claims }) };
  }

  private claimsOf(definition: NarrativeSection, body: string): readonly Claim[] {
    const { engine, wholes } = this;
    const subjects = this.subjectsOf(definition);
    const named = (name: string | undefined): Subject | null => subjects.find((subject) => subject.name === name) ?? null;
    const { year, department } = engine.document;
    return readClaims(body, { subjects, initial: named(definition.default), whole: named(definition.whole), wholes, item: (name) => itemSubject(engine, definition, name), hasItems: definition.items !== undefined, year, department });
  }

  private subjectsOf(section: NarrativeSection): readonly Subject[] {
    const known = this.subjects.get(section.role) ?? subjectsOf(this.engine, section);
    this.subjects.set(section.role, known);
    return known;
  }
}

/** Claims with their offsets in the running text. */
export function placedClaims({ role, start }: Section, claims: readonly Claim[]): SectionClaims {
  return { role, claims: claims.map((claim) => ({ ...claim, at: claim.at + start, end: claim.end + start })) };
}

/** A section's text without its sub-sections, which are judged by themselves; what is left out is blank, so that offsets hold. */
function ownText(plain: string, section: Section, sections: readonly Section[]): string {
  const inner = sections.filter((other) => other !== section && other.start >= section.start && other.end <= section.end);
  return inner.reduce((body, { start, end }) => `${body.slice(0, start - section.start)}\n${' '.repeat(Math.max(0, end - start - 1))}${body.slice(end - section.start)}`, plain.slice(section.start, section.end));
}

function contextOf({ rule }: NarrativeSection, claims: readonly Claim[], measure: Measure): ClaimContext {
  const subjects = new Set(claims.flatMap((claim) => claim.subject ?? []));
  const others = [...subjects].flatMap(({ name, actual }) => (actual === null || actual.value === null || actual.value.isZero() ? [] : [{ name, value: actual.value }]));
  return { rule, measure, others };
}

function measureOf(engine: Engine): Measure {
  const { unit, decimals, precision } = engine.document;
  const inYuan = unit === '元';
  return {
    tolerance: inYuan ? decimal('0.005') : envelope(2, decimals),
    // Tables in 元 are exact, but the text's own figures are rounded to 0.01 万元.
    rounding: inYuan ? envelope(1, 2) : precision === 'exact' ? decimal(0) : envelope(1, decimals),
    decimals: inYuan ? 2 : Math.max(decimals, 2), isFine: inYuan,
  };
}
