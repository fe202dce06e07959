/** Started by journal.test.ts: types into a journalled document until it is killed. */
import { Journal } from '../../../main/files/journal.ts';
import { applyEdit } from '../../../shared/document/edit.ts';
import { documentWith, typed } from '../kept-documents.ts';

const journal = new Journal(process.argv[2] ?? '');
let document = await documentWith('0');
await journal.begin('client-1', { session: 'killed-session', path: null, title: '决算', base: document });
for (let count = 1; ; count++) {
  const gesture = typed(document, String(count));
  await journal.append('killed-session', gesture);
  document = gesture.edits.reduce(applyEdit, document);
  process.stdout.write(`${count}\n`);
}
