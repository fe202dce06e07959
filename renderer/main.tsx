/** Starts the window. What the host has to read is asked for at once; the page's own code is fetched meanwhile. */
import { connectBridge } from './bridge/connect-bridge.ts';
import { Desk } from './state/desk.ts';
import { Sessions } from './state/session.ts';
import './theme/theme.css';
import './theme/menu.css';
import './theme/editor.css';
import './theme/texts.css';
import './theme/grid.css';
import './theme/windows.css';
import './theme/print.css';
import './theme/publication.css';
import './theme/evaluation.css';

const root = document.querySelector('#root');
if (root === null) throw new Error('no #root in the page');
const bridge = connectBridge();
const app = import('./app/app.tsx');
const { files } = await bridge.call('templates.read', {});
const desk = new Desk(new Sessions(bridge, files));
const started = desk.start();
const { showApp } = await app;
showApp(root, desk);
await started;
