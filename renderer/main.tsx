/** Starts the window. Little is imported here, so that the host is at work on its first answers before the page's own code has been read. */
import { connectBridge } from './bridge/connect-bridge.ts';
import { headStart } from './bridge/head-start.ts';
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
const bridge = headStart(connectBridge());
const { showApp } = await import('./app/app.tsx');
await showApp(root, bridge);
