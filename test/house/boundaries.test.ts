/**
 * The boundaries between the rooms hold: a planted forbidden import is refused in every room, by Biome and by the types. Only a package
 * that another room may use is known to the types everywhere, and left to Biome.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
const NAME = 'planted-import.ts';
const planted: string[] = [];
afterEach(() => {
  for (const path of planted.splice(0)) rmSync(path, { force: true });
});

function plant(folder: string, source: string): string {
  const path = `${checkout}${folder}/${NAME}`;
  planted.push(path);
  writeFileSync(path, source);
  // Older than any build, so that no command line running meanwhile thinks its build is stale.
  utimesSync(path, 0, 0);
  return path;
}

interface Verdict {
  readonly status: number | null;
  readonly text: string;
}

function run(...args: readonly string[]): Verdict {
  const { status, stdout, stderr } = spawnSync('npx', [...args], { cwd: checkout, encoding: 'utf8', timeout: 120_000 });
  return { status, text: stdout + stderr };
}

const lint = (path: string): Verdict => run('biome', 'lint', path);
/** Nothing is written, so that no later check is told of the planted file. */
const types = (folder: string): Verdict => run('tsc', '-p', folder.split('/')[0] ?? folder, '--noEmit');

const FORBIDDEN: readonly (readonly [string, string, string])[] = [
  ['shared', "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n", 'noNodejsModules'],
  ['shared', "import { check } from '../main/cli/check-command.ts';\nexport const run = check;\n", 'noRestrictedImports'],
  ['shared', "import { connectBridge } from '../renderer/bridge/connect-bridge.ts';\nexport const bridge = connectBridge;\n", 'noRestrictedImports'],
  ['main/files', "import { connectBridge } from '../../renderer/bridge/connect-bridge.ts';\nexport const bridge = connectBridge;\n", 'noRestrictedImports'],
  ['renderer', "import { nodeDisk } from '../main/files/disk.ts';\nexport const disk = nodeDisk;\n", 'noRestrictedImports'],
  ['renderer', "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n", 'noNodejsModules'],
];

const FOREIGN_PACKAGES: readonly (readonly [string, string])[] = [
  ['shared', "import react from 'react';\nexport const view = react;\n"],
  ['shared', "import locale from '@ag-grid-community/locale';\nexport const words = locale;\n"],
  ['main/files', "import { app } from 'electron';\nexport const it = app;\n"],
  ['main/files', "import react from 'react';\nexport const view = react;\n"],
  ['renderer', "import { app } from 'electron';\nexport const it = app;\n"],
  ['renderer', "import { read } from '@e965/xlsx';\nexport const parse = read;\n"],
];

describe('a forbidden import', () => {
  it.each(FORBIDDEN)('in %s: %s', (folder, source, rule) => {
    const path = plant(folder, source);
    for (const { status, text } of [lint(path), types(folder)]) {
      expect(status).not.toBe(0);
      expect(text).toContain(NAME);
    }
    expect(lint(path).text).toContain(rule);
  });

  it.each(FOREIGN_PACKAGES)('of a package that is not for %s: %s', (folder, source) => {
    const { status, text } = lint(plant(folder, source));
    expect(status).not.toBe(0);
    expect(text).toContain('noRestrictedImports');
  });

  it('is refused by the types too: shared knows neither Node nor the browser', () => {
    plant('shared', "export const path = process.cwd();\nexport const title = document.title;\nexport const page = fetch('/');\n");
    const { status, text } = types('shared');
    expect(status).not.toBe(0);
    for (const name of ['process', 'document', 'fetch']) expect(text).toContain(`'${name}'`);
  });

  it('leaves nothing to say about a file that imports what its room may', () => {
    expect(lint(plant('shared', "import { decimal } from './amount/amount.ts';\nexport const nothing = decimal('0');\n"))).toMatchObject({ status: 0 });
    expect(lint(plant('renderer', "import { useState } from 'react';\nexport const state = useState;\n"))).toMatchObject({ status: 0 });
  });
});
