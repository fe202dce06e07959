/** `npm run browser`: the browser host by itself. Prints the address to open; `--dev` serves the sources. */
import { parseArgs } from 'node:util';
import { fileArgument } from '../files/file-argument.ts';
import { runBrowserHost } from './run-browser-host.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string', default: '0' }, data: { type: 'string' }, dev: { type: 'boolean', default: false }, open: { type: 'boolean', default: false } },
});

await runBrowserHost({ port: Number(values.port), data: values.data ?? null, isDevelopment: values.dev, opens: values.open, file: fileArgument(positionals) });
