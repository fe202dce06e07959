/**
 * The named tests of a template set with their results, kept as the document changes: after an edit only the rows of changed cells
 * are looked at again. Each rule counts once a table where all is well, and once a failure where not.
 */
import type { CellRef } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import type { Region } from '../formula/space.ts';
import type { Rule } from '../template/template.ts';
import { type Look, type NamedTest, type TestOutcome, testOf, type Verdict } from './structure.ts';

/** One rule on one table. */
interface Slot {
  readonly rule: Rule;
  readonly test: NamedTest;
  readonly region: Region;
  /** Failures by row; those of a test by table under -1. */
  readonly failures: Map<number, readonly Verdict[]>;
  readonly looked: Set<number>;
}

const WHOLE = -1;

export class TestBoard {
  private readonly slots: readonly Slot[];

  constructor(private readonly engine: Engine) {
    this.slots = engine.template.rules.flatMap((rule): readonly Slot[] => {
      const test = testOf(rule);
      if (test === null) return [];
      const regions = engine.space.regions.filter((region) => rule.tables.length === 0 || rule.tables.includes(region.shape.template.role));
      return regions.map((region) => ({ rule, test, region, failures: new Map(), looked: new Set() }));
    });
    for (const slot of this.slots) {
      if (slot.test.by === 'table') this.look(slot, WHOLE);
      else for (let row = 0; row < slot.region.shape.rows.length; row++) this.look(slot, row);
    }
  }

  /** Looks again where cells have changed. */
  follow(cells: readonly CellRef[]): void {
    for (const slot of this.slots) {
      if (slot.test.by === 'table') {
        if (cells.some((cell) => this.concerns(cell, slot.region))) this.look(slot, WHOLE);
        continue;
      }
      const { shape } = slot.region;
      const rows = new Set(cells.flatMap((cell) => (cell.table === shape.template.id ? (shape.index.get(cell.row) ?? []) : [])));
      for (const row of rows) this.look(slot, row);
    }
  }

  /** Whether a cell stands in a table or feeds a formula of it. */
  private concerns(cell: CellRef, region: Region): boolean {
    const { id } = region.shape.template;
    return cell.table === id || this.engine.dependents(cell).some((dependent) => dependent.table === id);
  }

  private look(slot: Slot, row: number): void {
    const { test, region } = slot;
    const { looked, failures }: Look = test.by === 'table' ? test.look(this.engine, region) : test.look(this.engine, region, row);
    if (looked) slot.looked.add(row);
    else slot.looked.delete(row);
    if (failures.length > 0) slot.failures.set(row, failures);
    else slot.failures.delete(row);
  }

  /** Every failure in the order of rules, tables and rows; one outcome for a rule and table without any. */
  outcomes(): readonly TestOutcome[] {
    return this.slots.flatMap((slot): readonly TestOutcome[] => {
      const { rule, region, failures, looked } = slot;
      const table = region.shape.template.id;
      if (failures.size === 0) return [{ rule, table, state: looked.size > 0 ? 'passed' : 'notApplicable', place: '', message: '', cells: [], actual: null }];
      const rows = [...failures].sort(([a], [b]) => a - b);
      return rows.flatMap(([, list]) => list.map((failure): TestOutcome => ({ ...failure, rule, table, state: 'failed' })));
    });
  }
}
