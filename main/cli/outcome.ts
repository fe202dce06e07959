/** How a command ends: 0 nothing at error level, 1 findings at error level, 2 the input or the arguments can't be used. */
export type ExitStatus = 0 | 1 | 2;

/** Input or arguments that can't be used: one line for stderr — which file, what, what to do. */
export class Unusable extends Error {}

/** Where a command writes; the real streams, or a test's. */
export interface Output {
  readonly out: (text: string) => void;
  readonly isTerminal: boolean;
}
