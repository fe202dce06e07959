/**
 * The steps of the open document as its record tells them. A step taken back before it was saved leaves no trace: nobody but its
 * author has seen it. One that stands in a saved file may have been sent, printed or relied on, so that taking it back is a step of
 * its own, with its own time; a reviewer who holds the earlier file finds in the later one why the figure is another.
 */
import { type Gesture, invertGesture } from '../../shared/document/gesture.ts';

interface Told {
  /** The step as it is recorded. */
  readonly gesture: Gesture;
  /** The step of the history that it carries out or takes back. */
  readonly of: Gesture;
  readonly isBack: boolean;
}

export class Trail {
  private told: readonly Told[] = [];
  private written = 0;

  get steps(): readonly Gesture[] {
    return this.told.map(({ gesture }) => gesture);
  }

  /** What there is goes into a file. */
  write(): void {
    this.written = this.told.length;
  }

  /** Each answers what the journal is to note. */
  done(of: Gesture): Gesture {
    return this.tell({ gesture: of, of, isBack: false });
  }

  undone(of: Gesture, at: string): Gesture {
    return this.withdrawn(of, false) ?? this.tell({ gesture: { ...invertGesture(of), label: `撤销：${of.label}`, at }, of, isBack: true });
  }

  redone(of: Gesture, at: string): Gesture {
    const isTold = this.told.some((one) => one.of === of);
    return this.withdrawn(of, true) ?? this.tell({ gesture: isTold ? { ...of, at } : of, of, isBack: false });
  }

  private tell(one: Told): Gesture {
    this.told = [...this.told, one];
    return one.gesture;
  }

  /** The opposite of the last step, were it not in a file yet: both are forgotten. */
  private withdrawn(of: Gesture, isBack: boolean): Gesture | null {
    const last = this.told.at(-1);
    if (last === undefined || last.of !== of || last.isBack !== isBack || this.told.length <= this.written) return null;
    this.told = this.told.slice(0, -1);
    return invertGesture(last.gesture);
  }
}
