/** Another file's exact figures (元), by which the 尾差 of the open document can be removed. */
import type { Desk } from './desk.ts';

/** Asks for the file, shows what was recognised in it, and goes back to 消除尾差 with its figures. */
export async function chooseExact(desk: Desk): Promise<void> {
  const { editor } = desk.snapshot();
  const path = editor === null ? null : await desk.files.ask('exact', '');
  if (editor === null || path === null) return;
  editor.ask(null);
  await desk.imports.figures(path, {
    action: '以此为精确数',
    take: (source) => {
      desk.dismiss('reviewing');
      editor.ask({ kind: 'tails', source });
    },
  }, editor.workspace.snapshot().document.template);
}
