/** Starts the window: the bridge of whichever host, the template sets, the app. */
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { connectBridge } from './bridge/connect-bridge.ts';
import { Desk } from './state/desk.ts';
import { Sessions } from './state/session.ts';
import './theme/theme.css';
import './theme/menu.css';
import './theme/editor.css';
import './theme/grid.css';
import './theme/windows.css';

const root = document.querySelector('#root');
if (root === null) throw new Error('no #root in the page');
const bridge = connectBridge();
const { files } = await bridge.call('templates.read', {});
const desk = new Desk(new Sessions(bridge, files));
createRoot(root).render(<App desk={desk} />);
await desk.start();
