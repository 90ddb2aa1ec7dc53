import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { installHost } from './install';

export interface ServerOptions {
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** Whether the server loads only the built-in extensions that tests need. */
  readonly lean?: boolean;
  /**
   * Whether the server runs in VS Code's own test mode, in which it runs the tests in `extensionTestsPath`
   * and shows no notifications and no dialogs.
   */
  readonly smoke?: boolean;
  /** Whether untrusted folders open in Restricted Mode. By default, every folder is trusted. */
  readonly askTrust?: boolean;
  /** A port, or a range of ports such as `5390-5399`. By default, any free port. */
  readonly port?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Parameters that VS Code reads from the address of the page, such as `extensionDevelopmentPath` and
 * `openFile`.
 */
export type Payload = readonly (readonly [string, string])[];

const startTimeout = 300_000;
const stopTimeout = 4_000;
/**
 * Seconds for which the server keeps the extension host of a window that has closed its connection without
 * saying so, as a window on a busy machine does that is reloaded. VS Code's default is three hours, in which
 * the old extension host would keep its runs.
 */
const reconnectionGrace = 60;

/**
 * A running VS Code server with its web workbench and its extension host. Only this machine can connect to
 * it.
 */
export class Server {
  /** Resolves when the server has ended, for any reason. */
  readonly stopped: Promise<void>;

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    private readonly output: { readonly text: string },
    private readonly kill: () => void,
  ) {
    this.stopped = once(child, 'exit').then(() => undefined);
  }

  static async start(options: ServerOptions): Promise<Server> {
    const host = await installHost();
    for (const folder of [options.userDataDir, options.extensionsDir]) mkdirSync(folder, { recursive: true });
    const child = spawn(host.node, [host.main, ...serverArguments(options, host.leanExtensions)], {
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Starts a separate process group, so that the server's child processes can be killed with it.
      detached: true,
    });
    const kill = () => signalGroup(child, 'SIGKILL');
    process.once('exit', kill);
    const output = { text: '' };
    try {
      return new Server(child, await listening(child, output), output, kill);
    } catch (error) {
      kill();
      throw error;
    }
  }

  /**
   * Returns the address of the workbench with a folder open. The host is the loopback address, which is a
   * secure context; webviews need a secure context.
   */
  url(folder: string, payload: Payload = []): string {
    const query = new URLSearchParams({ folder });
    if (payload.length > 0) query.set('payload', JSON.stringify(payload));
    return `http://127.0.0.1:${this.port}/?${query}`;
  }

  /** Returns the URI of a local file in the workbench in the browser. */
  uri(file: string): string {
    return `vscode-remote://127.0.0.1:${this.port}${encodeURI(file)}`;
  }

  log(): string {
    return this.output.text;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      signalGroup(this.child, 'SIGTERM');
      const late = setTimeout(this.kill, stopTimeout);
      await this.stopped;
      clearTimeout(late);
    }
    // Kills processes that the server has left behind.
    this.kill();
    process.off('exit', this.kill);
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Ignores the error that the process group has already ended.
  }
}

/** Resolves to the port when the server has printed that it listens. */
function listening(child: ChildProcess, output: { text: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`${what}\n${output.text}`));
    const late = setTimeout(() => fail('the VS Code server did not start in time'), startTimeout);
    const read = (data: Buffer) => {
      output.text += data;
      const ready = /Extension host agent listening on (\d+)/.exec(output.text);
      if (!ready) return;
      clearTimeout(late);
      resolve(Number(ready[1]));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', code => {
      clearTimeout(late);
      fail(`the VS Code server ended with ${code}`);
    });
  });
}

/** Installs a packaged extension, as the command "Install from VSIX" does. */
export async function installVsix(
  vsix: string,
  { userDataDir, extensionsDir }: ServerOptions,
): Promise<void> {
  const { node, main } = await installHost();
  const folders = [
    '--user-data-dir',
    userDataDir,
    '--server-data-dir',
    userDataDir,
    '--extensions-dir',
    extensionsDir,
  ];
  const args = [main, '--accept-server-license-terms', ...folders, '--install-extension', vsix];
  const { status, stdout, stderr } = spawnSync(node, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${vsix} could not be installed\n${stdout}${stderr}`);
}

function serverArguments(options: ServerOptions, leanExtensions: string): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', options.port ?? '0'],
    '--without-connection-token',
    '--accept-server-license-terms',
    '--disable-telemetry',
    '--disable-experiments',
    '--disable-getting-started-override',
    ...['--reconnection-grace-time', String(reconnectionGrace)],
    ...['--user-data-dir', options.userDataDir, '--server-data-dir', options.userDataDir],
    ...['--extensions-dir', options.extensionsDir],
    ...(options.lean ? ['--builtin-extensions-dir', leanExtensions] : []),
    ...(options.askTrust ? [] : ['--disable-workspace-trust']),
    ...(options.smoke ? ['--enable-smoke-test-driver'] : []),
  ];
}
