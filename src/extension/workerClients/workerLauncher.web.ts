import * as vscode from 'vscode';
import { windowLock } from '../../common/windowLock';
import { Channel, type Nothing, type Port } from '../../protocol/channel';
import type { FileRequests } from '../../protocol/files';
import type { BrowserPlace, WorkerData } from '../../protocol/trainer';
import type { ReportError, Worker } from './workerLink';
import type { WorkerStart } from './workerStart';
import { WorkspaceFiles } from './workspaceFiles';

/** The files of the kernels. The others are for several threads. */
const KERNELS = ['kernels-fma.wasm', 'kernels-simd.wasm'];

/** What every worker needs: the address of its program, and the part of its startup parameters that can be copied. */
interface Loaded {
  readonly program: string;
  readonly browser: Omit<BrowserPlace, 'files'>;
}

/**
 * Starts workers of the browser. They cannot access files, so each has a connection over which this extension host reads
 * and writes the files of the runs.
 */
export class WorkerLauncher {
  private loaded: Promise<Loaded> | undefined;
  private readonly stores = new Map<string, WorkspaceFiles>();

  /** `extension`: the folder of the extension. */
  constructor(private readonly extension: vscode.Uri) {}

  startThread(start: WorkerStart, reportError: ReportError): Worker {
    const started = this.start(start);
    let isEnded = false;
    return {
      port: {
        // Ignores a failed start, which `onEnd` reports.
        post: (message, transfer = []) =>
          void started.then(
            worker => worker.postMessage(message, [...transfer]),
            () => undefined,
          ),
        listen: receive =>
          void started.then(
            worker => listen(worker, receive),
            () => undefined,
          ),
      },
      onEnd: ended => {
        started.then(
          worker => {
            // An error outside of a request, such as one while the program starts.
            worker.onerror = ({ message }) => {
              reportError(message);
              if (isEnded) return;
              worker.terminate();
              ended(message);
            };
          },
          error => ended(error instanceof Error ? error.message : String(error)),
        );
      },
      end: async () => {
        isEnded = true;
        await started.then(
          worker => worker.terminate(),
          () => undefined,
        );
      },
    };
  }

  /** Starts a worker like the others: the browser has no processes. */
  async startProcess(start: WorkerStart, reportError: ReportError): Promise<Worker> {
    return this.startThread(start, reportError);
  }

  private async start({ store, ...start }: WorkerStart): Promise<globalThis.Worker> {
    this.loaded ??= this.load();
    const { program, browser } = await this.loaded;
    const { port1: here, port2: files } = new MessageChannel();
    const handlers = this.filesIn(store).handlers;
    new Channel<Nothing, Nothing, FileRequests, Nothing>(portOf(here), handlers, error =>
      console.error(error),
    );
    const worker = new globalThis.Worker(program);
    const data: WorkerData = { ...start, storeFolder: store.path, kernelFolder: '' };
    worker.postMessage({ data, browser, files }, [files]);
    return worker;
  }

  /** All workers share the files of a folder, because these keep what is not yet written. */
  private filesIn(store: vscode.Uri): WorkspaceFiles {
    const key = store.toString();
    const files = this.stores.get(key) ?? new WorkspaceFiles(store);
    this.stores.set(key, files);
    return files;
  }

  /** Reads the program and the kernels. A worker may only run a program of the extension host's own origin, such as a blob. */
  private async load(): Promise<Loaded> {
    const read = (...names: string[]) =>
      vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.extension, ...names));
    const program = new Blob([copyOf(await read('dist', 'worker.web.js'))], { type: 'text/javascript' });
    const kernels = KERNELS.map(async name => [name, copyOf(await read('media', name))] as const);
    const window = 1 + crypto.getRandomValues(new Uint32Array(1))[0];
    holdLock(windowLock(window));
    return {
      program: URL.createObjectURL(program),
      browser: { kernels: Object.fromEntries(await Promise.all(kernels)), window },
    };
  }
}

/** Copies bytes into a buffer of their own. Those of VS Code may be a part of a larger one. */
const copyOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

/** Takes a lock of the browser, which is released when this extension host ends. */
function holdLock(name: string): void {
  void navigator.locks.request(name, () => new Promise(() => undefined));
}

function portOf(port: MessagePort): Port {
  return {
    post: (message, transfer = []) => port.postMessage(message, [...transfer]),
    listen: receive => listen(port, receive),
  };
}

function listen(from: MessagePort | globalThis.Worker, receive: (message: unknown) => void): void {
  from.onmessage = ({ data }: MessageEvent<unknown>) => receive(data);
}
