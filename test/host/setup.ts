// Installs what the tests need on this machine, Chromium, Slurm and the server host, so that no test has to
// wait for the installation.

import { installHost } from './lib/install';
import { installChromium } from './lib/installChromium';
import { installSlurm } from './lib/installSlurm';

installChromium();
installSlurm();
void installHost().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
