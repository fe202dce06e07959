/** The boundaries between the rooms hold: a planted forbidden import is refused, by Biome or by the types, in every room. */
import { spawnSync } from 'node:child_process';
import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
let planted = '';
afterEach(() => rmSync(planted, { force: true }));

function plant(room: string, source: string): string {
  planted = `${checkout}${room}/planted-import.ts`;
  writeFileSync(planted, source);
  // Older than any build, so that no command line running meanwhile thinks its build is stale.
  utimesSync(planted, 0, 0);
  return planted;
}

function lint(path: string): { readonly status: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync('npx', ['biome', 'lint', path], { cwd: checkout, encoding: 'utf8', timeout: 60_000 });
  return { status, text: stdout + stderr };
}

const FORBIDDEN: readonly (readonly [string, string, string])[] = [
  ['shared', "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n", 'noNodejsModules'],
  ['shared', "import react from 'react';\nexport const view = react;\n", 'noRestrictedImports'],
  ['shared', "import { check } from '../main/cli/check-command.ts';\nexport const run = check;\n", 'noRestrictedImports'],
  ['main/files', "import { app } from 'electron';\nexport const it = app;\n", 'noRestrictedImports'],
  ['main/files', "import { connectBridge } from '../../renderer/bridge/connect-bridge.ts';\nexport const bridge = connectBridge;\n", 'noRestrictedImports'],
  ['renderer', "import { nodeDisk } from '../main/files/disk.ts';\nexport const disk = nodeDisk;\n", 'noRestrictedImports'],
  ['renderer', "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n", 'noNodejsModules'],
];

describe('a forbidden import', () => {
  it.each(FORBIDDEN)('in %s: %s', (room, source, rule) => {
    const { status, text } = lint(plant(room, source));
    expect(status).not.toBe(0);
    expect(text).toContain(rule);
  });

  it('is refused by the types too: shared knows neither Node nor the browser', () => {
    plant('shared', "export const path = process.cwd();\nexport const title = document.title;\nexport const page = fetch('/');\n");
    const { status, stdout } = spawnSync('npx', ['tsc', '-p', 'shared', '--noEmit', 'false'], { cwd: checkout, encoding: 'utf8', timeout: 120_000 });
    expect(status).not.toBe(0);
    for (const name of ['process', 'document', 'fetch']) expect(stdout).toContain(`'${name}'`);
  });

  it('leaves nothing to say about the rooms as they are', () => {
    expect(lint(plant('shared', 'export const nothing = 0;\n')).status).toBe(0);
  });
});
