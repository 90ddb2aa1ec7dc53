// `npm run watch`: installs what is missing, builds everything, and rebuilds what changes.
import { prepare } from './prepare.mjs';

prepare('--tests', '--watch');
