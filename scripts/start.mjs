// `npm start`: starts VS Code with the extension, which immediately trains on a sample text.
import { prepare } from './prepare.mjs';

prepare();
await import('../dist/test/host/demo.js');
