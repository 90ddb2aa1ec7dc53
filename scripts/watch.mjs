// `npm run watch`: installs missing dependencies, builds everything, and rebuilds each bundle when its
// sources change.
import { prepare } from './prepare.mjs';

prepare('--tests', '--watch');
