/** The file of `import --map`: what words of workbooks mean, as JSON. */
import { readFile } from 'node:fs/promises';
import { type Synonym, synonymFileSchema } from '../../shared/template/synonyms.ts';
import { Unusable } from './outcome.ts';

const SHAPE = '{"synonyms":[{"table":"收入表","kind":"column","text":"上级拨款","key":"2"}]}';

/** The synonyms in a file; unusable with what is wrong where. */
export async function readSynonymFile(path: string): Promise<readonly Synonym[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Unusable(`${path}：读不到这个对应文件。请核对路径`);
  });
  const parsed = synonymFileSchema.safeParse(contentOf(text));
  if (parsed.success) return parsed.data.synonyms;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new Unusable(`${path}：${where === '' ? '' : `${where} 处`}不是对应文件的写法，应如 ${SHAPE}（table 为表的作用，kind 为 table、row、column，text 为工作簿中的写法，key 为行次、科目编码或栏次，table 时为空）。请改正后重试`);
}

function contentOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch {
    return null;
  }
}
