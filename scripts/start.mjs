// `npm start`: a VS Code with the extension and a sample text on which it trains at once.
import { prepare } from './prepare.mjs';

prepare();
await import('../dist/test/host/demo.js');
