import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { findProgram } from '../host/lib/browser';

/** Milliseconds between two checks of a condition whose change is not reported by an event. */
const LOOK_EVERY = 50;
/**
 * Seconds after which Slurm's credentials expire. A requeued job waits for this time before it starts. Slurm
 * allows no shorter time.
 */
const REQUEUED_AFTER = 5;

/** Returns the reason why Slurm cannot be started on this machine. Undefined if it can be started. */
export function whyNoSlurm(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root can start its services';
  const missing = ['munged', 'slurmctld', 'slurmd', 'sbatch'].filter(name => findProgram(name) === undefined);
  return missing.length > 0 ? `${missing.join(', ')} not found` : undefined;
}

/**
 * A Slurm installation on this machine that only these tests use: a controller and two nodes with one core
 * each. It has its own folder, and ports that were free.
 */
export class Slurm {
  readonly folder = mkdtempSync(join(tmpdir(), 'elman-slurm-'));
  /** The environment for Slurm's programs. It makes them use this installation. */
  readonly environment: NodeJS.ProcessEnv = { ...process.env, SLURM_CONF: join(this.folder, 'slurm.conf') };
  private readonly services = new Map<string, ChildProcess>();
  private readonly killed = () => {
    for (const pid of this.processes()) kill(pid);
  };

  /** Starts the services, and waits until both nodes are idle. */
  async start(): Promise<void> {
    process.once('exit', this.killed);
    for (const name of ['state', 'n1', 'n2']) mkdirSync(join(this.folder, name));
    const key = join(this.folder, 'munge.key');
    writeFileSync(key, randomBytes(1024), { mode: 0o600 });
    writeFileSync(join(this.folder, 'slurm.conf'), configurationIn(this.folder, await freePorts(3)));
    const files = ['pid', 'log', 'seed'].map(what => `--${what}-file=${join(this.folder, `munge.${what}`)}`);
    const socket = `--socket=${socketIn(this.folder)}`;
    this.serve('munged', ['--foreground', '--force', `--key-file=${key}`, socket, ...files]);
    await until(() => readdirSync(this.folder).includes('munge.socket'));
    this.startController();
    for (const node of ['n1', 'n2']) this.startNode(node);
    await until(() => this.ask('sinfo', '-h', '-o', '%D %t') === '2 idle\n');
  }

  startController(): void {
    this.serve('slurmctld', ['-D']);
  }

  startNode(name: string): void {
    this.serve('slurmd', ['-D', '-N', name], name);
  }

  /** Kills the service of a node. Processes that train on the node continue. */
  async kill(name: string): Promise<void> {
    await this.end(name, 'SIGKILL');
  }

  /** Ends the controller, which saves its state first. */
  async endController(): Promise<void> {
    await this.end('slurmctld', 'SIGTERM');
  }

  private async end(name: string, signal: NodeJS.Signals): Promise<void> {
    const service = this.services.get(name);
    if (!service) throw new Error(`${name} is not running`);
    const closed = once(service, 'close');
    service.kill(signal);
    await closed;
  }

  /** Returns what one of Slurm's programs, for example `squeue`, prints on its standard output. */
  ask(program: string, ...args: readonly string[]): string {
    return spawnSync(program, args, { env: this.environment, encoding: 'utf8' }).stdout;
  }

  /** Returns the ids of the processes that train on a node. */
  training(node: string): number[] {
    const isOnNode = new RegExp(`(^|\\0)SLURMD_NODENAME=${node}\\0`);
    return pids().filter(pid => {
      if (!procFile(pid, 'cmdline').includes('\0--index\0')) return false;
      const environment = procFile(pid, 'environ');
      return isOnNode.test(environment) && environment.includes(this.folder);
    });
  }

  /**
   * Reports a node as lost to the controller, which requeues the node's job. Then gives this job the highest
   * priority.
   */
  lose(node: string): void {
    const [job] = this.ask('squeue', '-h', '-w', node, '-o', '%A').split('\n');
    this.ask('scontrol', 'update', `NodeName=${node}`, 'State=DOWN', 'Reason=lost');
    this.ask('scontrol', 'update', `JobId=${job}`, `Priority=${2 ** 32 - 10}`);
  }

  /**
   * Kills a process that trains. Kills its parent first, which would report the end of the job to the
   * controller.
   */
  killJob(pid: number): void {
    const stat = procFile(pid, 'stat');
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    for (const each of [Number(parent), pid]) kill(each);
  }

  async stop(): Promise<void> {
    process.off('exit', this.killed);
    await until(() => {
      this.killed();
      return this.processes().length === 0;
    });
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private serve(program: string, args: readonly string[], name = program): void {
    const service = spawn(program, args, { env: this.environment, stdio: 'ignore' });
    this.services.set(name, service);
  }

  /**
   * Returns the ids of all processes of this installation: the services and the processes that they started.
   * The environment or the arguments of each contain the path of its folder.
   */
  private processes(): number[] {
    return pids().filter(
      pid =>
        pid !== process.pid && ['environ', 'cmdline'].some(what => procFile(pid, what).includes(this.folder)),
    );
  }
}

const socketIn = (folder: string) => join(folder, 'munge.socket');

/**
 * Returns the text of `slurm.conf`. The services write only into the folder, and need neither cgroups nor a
 * database.
 */
function configurationIn(folder: string, [controller, ...nodes]: readonly number[]): string {
  const host = hostname().split('.')[0];
  return [
    'ClusterName=elman',
    `SlurmctldHost=${host}(127.0.0.1)`,
    'SlurmUser=root',
    'SlurmdUser=root',
    'AuthType=auth/munge',
    `AuthInfo=socket=${socketIn(folder)},cred_expire=${REQUEUED_AFTER}`,
    `SlurmctldPort=${controller}`,
    `SlurmctldPidFile=${folder}/slurmctld.pid`,
    `SlurmctldLogFile=${folder}/slurmctld.log`,
    `StateSaveLocation=${folder}/state`,
    `SlurmdPidFile=${folder}/%n.pid`,
    `SlurmdLogFile=${folder}/%n.log`,
    `SlurmdSpoolDir=${folder}/%n`,
    'ProctrackType=proctrack/linuxproc',
    'TaskPlugin=task/none',
    'MpiDefault=none',
    'SelectType=select/cons_tres',
    'SelectTypeParameters=CR_Core',
    'AccountingStorageType=accounting_storage/none',
    'JobAcctGatherType=jobacct_gather/none',
    'ReturnToService=2',
    'SchedulerParameters=sched_interval=1,batch_sched_delay=0',
    'MessageTimeout=5',
    'KillWait=5',
    ...nodes.map(
      (port, i) => `NodeName=n${i + 1} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${port} CPUs=1`,
    ),
    'PartitionName=main Nodes=n1,n2 Default=YES State=UP',
    '',
  ].join('\n');
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map(server => once(server, 'listening')));
  // The address of a TCP server is an object with a port.
  const ports = servers.map(server => (server.address() as { port: number }).port);
  await Promise.all(servers.map(server => once(server.close(), 'close')));
  return ports;
}

/** Checks a condition every LOOK_EVERY milliseconds until it is true. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await after(LOOK_EVERY);
}

const pids = () => readdirSync('/proc').flatMap(name => (/^\d+$/.test(name) ? Number(name) : []));

/** Returns the content of a file in `/proc/<pid>`. Returns an empty text if the process has ended. */
function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // The process has already ended.
  }
}
