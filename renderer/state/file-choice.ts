/** Asks for a file: in the host's own dialog, or in ours where it has none. */
import type { Bridge } from '../../shared/ipc.ts';
import type { FileRequest } from './desk-view.ts';

export class FileChoice {
  /** The system's own dialog has asked already whether a file may be replaced. */
  isNative = false;
  private folder: string | null = null;

  constructor(
    private readonly bridge: Bridge,
    private readonly show: (request: FileRequest | null) => void,
  ) {}

  async ask(purpose: FileRequest['purpose'], suggested: string): Promise<string | null> {
    return (await this.askSeveral(purpose, suggested))[0] ?? null;
  }

  /** As many as the purpose allows; none where it is cancelled. */
  async askSeveral(purpose: FileRequest['purpose'], suggested: string): Promise<readonly string[]> {
    const native = await this.bridge.call('files.choose', { purpose, suggested });
    this.isNative = native.native;
    if (native.native) return native.paths;
    return new Promise((resolve) => {
      const done = (paths: readonly string[]): void => {
        this.show(null);
        this.folder = folderOf(paths[0]) ?? this.folder;
        resolve(paths);
      };
      this.show({ purpose, suggested, folder: this.folder, done });
    });
  }
}

export function withEnding(path: string, ending: string): string {
  return path.toLowerCase().endsWith(ending) ? path : `${path}${ending}`;
}

function folderOf(path: string | undefined): string | null {
  return /^(.*[\\/])[^\\/]+$/u.exec(path ?? '')?.[1] ?? null;
}
