/** Starts the window: the bridge of whichever host, the template sets, the app. */
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { connectBridge } from './bridge/connect-bridge.ts';
import { Sessions } from './state/session.ts';
import './theme/theme.css';

const root = document.querySelector('#root');
if (root === null) throw new Error('no #root in the page');
const bridge = connectBridge();
const { files } = await bridge.call('templates.read', {});
createRoot(root).render(<App sessions={new Sessions(bridge, files)} />);
