/** electron-builder.yml against electron-builder's own schema, and what this program promises of its installers. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fontFiles, outsideArchive } from '../../../main/export/typst/font-files.ts';
import { checkout } from '../kept-documents.ts';

const require = createRequire(import.meta.url);
const read = async (): Promise<Record<string, unknown>> => parse(await readFile(join(checkout, 'electron-builder.yml'), 'utf8'));

describe('installers', () => {
  it('are configured as electron-builder understands it', async () => {
    const builder = createRequire(require.resolve('electron-builder/package.json'));
    const { validateConfiguration } = builder('app-builder-lib/out/util/config/config.js') as { validateConfiguration(config: unknown, log: unknown): Promise<void> };
    const log = { isEnabled: false, add: () => undefined };
    await expect(validateConfiguration(await read(), log)).resolves.toBeUndefined();
    await expect(validateConfiguration({ ...(await read()), electronFuses: { runAsNodes: false } }, log)).rejects.toThrow('electronFuses');
  });

  it('turn off every way to make the program run other code', async () => {
    expect((await read())['electronFuses']).toEqual({
      runAsNode: false, enableNodeOptionsEnvironmentVariable: false, enableNodeCliInspectArguments: false, grantFileProtocolExtraPrivileges: false, loadBrowserProcessSpecificV8Snapshot: false,
      onlyLoadAppFromAsar: true, enableEmbeddedAsarIntegrityValidation: true, enableCookieEncryption: true,
    });
  });

  it('are made for every platform the accountants have, and open their documents', async () => {
    const config = await read();
    const targets = (platform: string) => (config[platform] as { target: { target: string; arch: string[] }[] }).target.map(({ target, arch }) => [target, ...arch]);
    expect([targets('win'), targets('linux'), targets('mac')]).toEqual([[['nsis', 'x64', 'arm64']], [['deb', 'x64', 'arm64'], ['AppImage', 'x64', 'arm64']], [['dmg', 'x64', 'arm64']]]);
    expect(config['fileAssociations']).toMatchObject([{ ext: 'mingzhang', role: 'Editor' }]);
    expect(existsSync(join(checkout, 'build', 'icon.png'))).toBe(true);
  });

  it('keep what native code reads beside the archive', async () => {
    expect((await read())['asarUnpack']).toEqual(expect.arrayContaining(['**/*.node', '**/node_modules/@expo-google-fonts/**/*.ttf']));
    const font = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
    expect(outsideArchive(`/opt/明账/resources/app.asar/node_modules/${font}`)).toBe(`/opt/明账/resources/app.asar.unpacked/node_modules/${font}`);
    expect(outsideArchive(String.raw`C:\Program Files\明账\resources\app.asar\node_modules\a.ttf`)).toBe(String.raw`C:\Program Files\明账\resources\app.asar.unpacked\node_modules\a.ttf`);
    expect(fontFiles().every((file) => existsSync(file))).toBe(true);
  });

  it('start what the build makes', async () => {
    const { main } = JSON.parse(await readFile(join(checkout, 'package.json'), 'utf8')) as { main: string };
    expect(main).toBe('out/main/electron-main.js');
    expect(await readFile(join(checkout, 'vite.main.config.ts'), 'utf8')).toContain("'electron-main': at('main/electron/electron-main.ts')");
  });
});
