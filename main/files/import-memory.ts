/** What imports have learned on this machine, in the user's folder: the words that were mapped, and the 科目 of accepted documents. */
import type { Document } from '../../shared/document/document.ts';
import { grownList, NO_SUBJECTS, type SubjectList, subjectListSchema } from '../../shared/template/learned-subjects.ts';
import { loadTemplate, type TemplateFiles } from '../../shared/template/load.ts';
import { changedSynonyms, type Synonym, synonymFileSchema } from '../../shared/template/synonyms.ts';
import { StateFile } from './state-file.ts';

export class ImportMemory {
  private readonly words: StateFile<{ synonyms: Synonym[] }>;
  private readonly subjects: StateFile<SubjectList>;

  constructor(folder: string) {
    this.words = new StateFile(folder, 'import-words.json', synonymFileSchema, { synonyms: [] });
    this.subjects = new StateFile(folder, 'import-subjects.json', subjectListSchema, NO_SUBJECTS);
  }

  async read(): Promise<{ readonly synonyms: readonly Synonym[]; readonly subjects: SubjectList }> {
    return { synonyms: (await this.words.read()).synonyms, subjects: await this.subjects.read() };
  }

  async teach(added: readonly Synonym[], removed: readonly Synonym[]): Promise<void> {
    await this.words.update(({ synonyms }) => ({ synonyms: changedSynonyms(synonyms, added, removed) }));
  }

  /** Grows the 科目 list by an accepted document. */
  async accept(document: Document, templates: TemplateFiles): Promise<void> {
    const loaded = loadTemplate(templates, document.template);
    if (loaded.ok) await this.subjects.update((list) => grownList(list, document, loaded.template));
  }
}
