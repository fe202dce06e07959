/**
 * The review of a document that is being edited. It follows the engine edit by edit: only what the changed cells and checks touch is
 * worked out again, and what it says is what `review` says of the same document (held as a property test).
 */
import type { CheckState } from '../formula/judge.ts';
import type { Changes, Engine } from '../formula/engine.ts';
import type { CheckInstance } from '../formula/check-wiring.ts';
import { arrange, countStates, type Finding, findingOf, type Review } from './finding.ts';
import { TestBoard } from './test-board.ts';

/** The review, kept current. */
export class LiveReview {
  private board: TestBoard;
  private states: CheckState[] = [];
  private counts = countStates([]);
  private positions = new Map<CheckInstance, number>();
  /** Findings of failed checks, by the check's position. */
  private findings = new Map<number, Finding>();
  private waivers: Engine['document']['waivers'];
  private current: Review;

  constructor(private readonly engine: Engine) {
    this.waivers = engine.document.waivers;
    this.board = this.start();
    this.current = this.gather();
  }

  /** The review as of the last change that was followed. */
  get review(): Review {
    return this.current;
  }

  /** Follows what `engine.update` changed, and answers the new review. */
  follow(changes: Changes): Review {
    const { document } = this.engine;
    if (changes.structural || this.waivers !== document.waivers) {
      this.waivers = document.waivers;
      this.board = this.start();
    } else {
      for (const position of this.touched(changes)) this.judge(position);
      this.board.follow(changes.cells);
    }
    this.current = this.gather();
    return this.current;
  }

  private start(): TestBoard {
    const results = this.engine.checks();
    this.states = results.map((result) => result.state);
    this.counts = countStates(this.states);
    this.positions = new Map(results.map((result, position) => [result.check, position]));
    this.findings = new Map(results.flatMap((result, position) => (result.state === 'failed' ? [[position, findingOf(this.engine, result)] as const] : [])));
    return new TestBoard(this.engine);
  }

  /** Checks with a new result, and failed ones that name a changed cell: a finding lists its cells, blank ones not. */
  private touched(changes: Changes): ReadonlySet<number> {
    const positions = new Set(changes.checks);
    for (const cell of changes.cells) {
      for (const { check, state } of this.engine.checksOf(cell)) {
        const position = state === 'failed' ? this.positions.get(check) : undefined;
        if (position !== undefined) positions.add(position);
      }
    }
    return positions;
  }

  private judge(position: number): void {
    const result = this.engine.checks()[position];
    const before = this.states[position];
    if (result === undefined || before === undefined) return;
    this.counts[before]--;
    this.counts[result.state]++;
    this.states[position] = result.state;
    if (result.state === 'failed') this.findings.set(position, findingOf(this.engine, result));
    else this.findings.delete(position);
  }

  private gather(): Review {
    const failed = [...this.findings].sort(([a], [b]) => a - b).map(([, finding]) => finding);
    return arrange(this.engine, failed, this.board.outcomes(), this.counts);
  }
}
