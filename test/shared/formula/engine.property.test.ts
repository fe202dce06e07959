/** What the engine says after any series of edits is what a fresh engine on the same document says. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Document } from '../../../shared/document/document.ts';
import { applyEdit, invertEdit } from '../../../shared/document/edit.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { CellError, isAmount, type Value } from '../../../shared/formula/value.ts';
import { departmentYear } from '../../fixtures/department-year.ts';
import { editOf, type Spin, spin } from '../../fixtures/random-edits.ts';
import { HENAN, printedAsRounded, sampleDocument } from '../../fixtures/sample-document.ts';

const STARTS: readonly Document[] = [sampleDocument(), printedAsRounded(departmentYear(HENAN, 5, { classes: 3, itemsPerClass: 2 })), departmentYear(HENAN, 9, { classes: 2, itemsPerClass: 1 })];

function shown(value: Value): string {
  if (value instanceof CellError) return `${value.code} ${value.origin}`;
  return isAmount(value) ? value.toFixed() : String(value);
}

/** Every value, computed value and check state, in the order of the forms. */
function everything(engine: Engine): readonly string[] {
  const { space } = engine;
  const cells = Array.from({ length: space.size }, (_one, cell) => {
    const ref = space.refOf(cell);
    return `${ref.table} ${ref.row} ${ref.column}: ${shown(engine.value(ref))} / ${shown(engine.computedValue(ref))}`;
  });
  const checks = engine.checks().map(({ check, state, actual, expected, difference, isTail, why, operator }) => {
    const place = check.cell >= 0 ? Object.values(space.refOf(check.cell)).join(' ') : JSON.stringify(check.scope.variables);
    return [check.rule, check.text, place, state, actual, expected, difference, isTail, why, operator].join(' | ');
  });
  return [...cells, ...checks];
}

function valuesByPlace(engine: Engine): ReadonlyMap<string, string> {
  return new Map(Array.from({ length: engine.space.size }, (_one, cell) => {
    const ref = engine.space.refOf(cell);
    return [`${ref.table} ${ref.row} ${ref.column}`, shown(engine.value(ref))];
  }));
}

/** Makes the edits of the spins one after the other; says every one that the document allowed. */
function run(start: Document, spins: readonly Spin[]): { readonly engine: Engine; readonly document: Document } {
  const engine = new Engine(HENAN, start);
  // Asked for at the start, checks are kept current; otherwise they would be made at the end.
  engine.checks();
  let document = start;
  for (const one of spins) {
    const edit = editOf(HENAN, document, one);
    if (edit === null) continue;
    const before = valuesByPlace(engine);
    document = applyEdit(document, edit);
    const changes = engine.update(document, [edit]);
    const after = valuesByPlace(engine);
    const moved = [...after].filter(([place, value]) => (before.get(place) ?? 'null') !== value).map(([place]) => place);
    expect(changes.cells.map((ref) => `${ref.table} ${ref.row} ${ref.column}`).sort(), 'changed cells are told, and no others').toEqual(moved.sort());
  }
  return { engine, document };
}

test('after any series of edits the engine says what a fresh one says', () => {
  fc.assert(
    fc.property(fc.constantFrom(...STARTS), fc.array(spin, { minLength: 1, maxLength: 10 }), (start, spins) => {
      const { engine, document } = run(start, spins);
      expect(everything(engine)).toEqual(everything(new Engine(HENAN, document)));
    }),
    { numRuns: 150, seed: 20_221_124 },
  );
}, 120_000);

test('many edits in one step are the same as one by one', () => {
  fc.assert(
    fc.property(fc.constantFrom(...STARTS), fc.array(spin, { minLength: 2, maxLength: 12 }), (start, spins) => {
      const engine = new Engine(HENAN, start);
      let document = start;
      const edits = spins.flatMap((one) => {
        const edit = editOf(HENAN, document, one);
        if (edit === null) return [];
        document = applyEdit(document, edit);
        return [edit];
      });
      engine.update(document, edits);
      expect(everything(engine)).toEqual(everything(new Engine(HENAN, document)));
    }),
    { numRuns: 60, seed: 1_124 },
  );
}, 120_000);

test('an edit and its inverse leave every value and check as they were', () => {
  fc.assert(
    fc.property(fc.constantFrom(...STARTS), fc.array(spin, { minLength: 1, maxLength: 6 }), (start, spins) => {
      const engine = new Engine(HENAN, start);
      const before = everything(engine);
      let document = start;
      const back = spins.flatMap((one) => {
        const edit = editOf(HENAN, document, one);
        if (edit === null) return [];
        document = applyEdit(document, edit);
        engine.update(document, [edit]);
        return [invertEdit(edit)];
      });
      for (const edit of back.reverse()) {
        document = applyEdit(document, edit);
        engine.update(document, [edit]);
      }
      expect(document).toEqual(start);
      expect(everything(engine)).toEqual(before);
    }),
    { numRuns: 80, seed: 77 },
  );
}, 120_000);
