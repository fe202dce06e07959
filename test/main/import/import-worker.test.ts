import { describe, expect, it } from 'vitest';
import { importInWorker } from '../../../main/import/import-client.ts';
import { imported, realFile, templateFiles } from './import-fixtures.ts';

const job = { bytes: realFile('beiguan-2022.xlsx'), fileName: 'beiguan-2022.xlsx', templates: templateFiles, options: {} };

describe('importing in a thread', () => {
  it('gives what importing directly gives, and tells its progress', async () => {
    const progress: number[] = [];
    const outcome = await importInWorker(job, { onProgress: (done) => progress.push(done) });
    const direct = await imported(job.bytes, job.fileName);
    const { addressOf: _addressOf, ...rest } = direct;
    expect(outcome.ok && outcome.value).toEqual(rest);
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });

  it('can be cancelled before and while it runs', async () => {
    const before = await importInWorker(job, { signal: AbortSignal.abort() });
    expect(!before.ok && before.problem.code).toBe('cancelled');
    const controller = new AbortController();
    const running = importInWorker(job, { signal: controller.signal });
    controller.abort();
    const outcome = await running;
    expect(!outcome.ok && outcome.problem.code).toBe('cancelled');
  });

  it('stops when the time is up', async () => {
    const outcome = await importInWorker(job, { timeoutMilliseconds: 1 });
    expect(!outcome.ok && outcome.problem.code).toBe('timeout');
  });
});
