/** What the commands of the menu do now: the window's own always, the editor's while a document is open. */
import { MENU, type MenuCommand, type MenuItem } from '../../shared/menu.ts';

export type Command = MenuCommand | 'save-and-close';
export type CommandTable = Readonly<Partial<Record<Command, () => unknown>>>;

/** Every item of the menu with its id, in the menu's order. */
export const MENU_ITEMS: readonly MenuItem<MenuCommand>[] = MENU.flatMap((section) => section.items);

export class CommandBoard {
  private tables: readonly CommandTable[] = [];

  /** Adds commands until the answered function is called; later tables come before earlier ones. */
  add(table: CommandTable): () => void {
    this.tables = [table, ...this.tables];
    return () => {
      this.tables = this.tables.filter((one) => one !== table);
    };
  }

  find(command: string): (() => unknown) | null {
    for (const table of this.tables) {
      const run = table[command as Command];
      if (run !== undefined) return run;
    }
    return null;
  }

  /** False where nothing answers to the command now. */
  run(command: string): boolean {
    const run = this.find(command);
    run?.();
    return run !== null;
  }
}
