// `npm start`: starts VS Code with the extension and trains on a sample text at once.
import { prepare } from './prepare.mjs';

prepare();
await import('../dist/test/host/demo.js');
