/** A font cut down to a text paints that text as the whole one does. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fontWithOnly } from '../../../../main/export/charts/font-subset.ts';
import { chartFontFiles } from '../../../../main/export/typst/font-files.ts';

const [file = ''] = chartFontFiles();

function painted(text: string, font: string): Buffer {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="40"><text x="5" y="25" font-family="Noto Sans SC" font-size="18">${text}</text></svg>`;
  return new Resvg(svg, { font: { fontFiles: [font], loadSystemFonts: false, defaultFontFamily: 'Noto Sans SC' } }).render().asPng();
}

describe('a font of some characters', () => {
  it.each(['科学技术支出 1,234.56万元（75.19%）', '䶮㛃局 éàü ½ “三公”', ''])('paints %j as the whole font does', (text) => {
    const small = fontWithOnly(readFileSync(file), text);
    if (small === null) throw new Error('not understood');
    expect(small.length).toBeLessThan(600_000);
    const folder = mkdtempSync(join(tmpdir(), 'mingzhang-font-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'small.ttf'), small);
    expect(painted(text, join(folder, 'small.ttf')).equals(painted(text, file))).toBe(true);
  });

  it('has nothing to paint others with', () => {
    const [one, two] = ['甲', '乙'].map((text) => fontWithOnly(readFileSync(file), text));
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(false);
  });
});
