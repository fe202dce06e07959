import { describe, expect, test } from 'vitest';
import { loadTemplate, readTemplate, templateIds } from '../../../shared/template/load.ts';
import { loadNarrative } from '../../../shared/narrative/load-narrative.ts';
import { READ_BEFORE, readBefore, sourcesReadBefore } from '../../../shared/template/read-before.ts';
import { YamlSource } from '../../../shared/template/yaml-source.ts';
import { edited, FILES } from './template-files.ts';

const built = { ...FILES, [READ_BEFORE]: readBefore(FILES) };

describe('templates read by the build', () => {
  test('say of every shipped file what its text says', () => {
    const read = sourcesReadBefore(built);
    expect([...read.keys()].sort()).toEqual(Object.keys(FILES).sort());
    for (const [path, source] of read) expect(source.value, path).toStrictEqual(new YamlSource(FILES[path] ?? '').value);
  });

  test.each(templateIds(FILES))('%s is the same set', (id) => {
    const [fresh, known] = [loadTemplate(FILES, id), loadTemplate(built, id)];
    expect(known).toEqual(fresh);
    if (fresh.ok && known.ok) expect(loadNarrative(built, known.template)).toEqual(loadNarrative(FILES, fresh.template));
  });

  test('do not count for a text that has been changed since', () => {
    const changed = edited('henan-2022/set.yaml', 'unit: 万元', 'unit: 元', built);
    const loaded = loadTemplate(changed, 'henan-2022');
    expect(loaded.ok && loaded.template.unit).toBe('元');
  });

  test('leave out a text with mistakes', () => {
    const broken = edited('henan-2022/set.yaml', 'unit: 万元', 'unit: [万元');
    expect(loadTemplate({ ...broken, [READ_BEFORE]: readBefore(broken) }, 'henan-2022')).toEqual(loadTemplate(broken, 'henan-2022'));
  });

  test('still tell where a mistake stands', () => {
    // What is wrong is in another file than the place that is told.
    const missing = (files: typeof FILES): typeof FILES => Object.fromEntries(Object.entries(files).filter(([path]) => path !== 'henan-2022/T03.yaml'));
    const { problems } = readTemplate(missing(built), 'henan-2022');
    expect(problems).toEqual(readTemplate(missing(FILES), 'henan-2022').problems);
    expect(problems[0]).toMatchObject({ file: 'henan-2022/set.yaml', message: '缺少文件 henan-2022/T03.yaml' });
    expect(problems[0]?.line).toBeGreaterThan(1);
  });
});
