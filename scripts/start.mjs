// `npm start`: starts VS Code with the extension, which immediately trains on a sample text.
import { install, prepare } from './prepare.mjs';

install();
console.error('Building Elman Lab ...');
prepare();
await import('../dist/test/host/demo.js');
