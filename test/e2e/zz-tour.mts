import { launchWindow } from './launch-window.ts';
import { createServer } from 'node:http';
const w = await launchWindow({ data: '/tmp/fe/data' });
const p = w.page;
p.on('console', (m) => { if (m.type() === 'error') console.log('CONSOLE', m.text()); });
p.on('pageerror', (e) => console.log('PAGEERROR', e.message));
let n = 0;
createServer(async (req, res) => {
  let body = '';
  for await (const c of req) body += c;
  if (req.url === '/quit') { res.end('bye'); await w.close(); process.exit(0); }
  try {
    const fn = new Function('p', 'w', 'shot', `return (async () => { ${body} })()`);
    const shot = async (name: string) => { n++; await p.screenshot({ path: `/tmp/fe/s/${String(n).padStart(2,'0')}-${name}.png` }); };
    p.setDefaultTimeout(6000);
    const r = await fn(p, w, shot);
    res.end(JSON.stringify(r ?? null, null, 1) + '\n');
  } catch (e) { res.end('ERR ' + (e as Error).message + '\n'); }
}).listen(9377, '127.0.0.1');
console.log('ready');
