import { existsSync } from 'node:fs';
import { whyNoSlurm } from '../../cluster/slurm';
import { aptInstall } from './aptInstall';

/** Debian's names. */
const packages = ['munge', 'slurmctld', 'slurmd', 'slurm-client'];

/**
 * Installs Slurm, if the tests could start it: as root, in a container. A system with systemd is left alone, because the
 * packages would start their services there. Without Slurm, its tests are skipped.
 */
export function installSlurm(): void {
  const isContainer = process.platform === 'linux' && !existsSync('/run/systemd/system');
  if (isContainer && process.getuid?.() === 0 && whyNoSlurm() !== undefined) aptInstall('Slurm', packages);
}
