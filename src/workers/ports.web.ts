import type { Clock } from '../engine/core/clock';
import type { Kernels } from '../engine/kernels/kernels';
import { chooseKernels } from '../engine/kernels/select';
import { portableHash } from '../engine/storage/digest';
import type { KernelBuild } from '../protocol/run';
import type { WorkerData } from '../protocol/trainer';
import { browserOf } from './browserPlace';

export const systemClock: Clock = {
  now: () => performance.now(),
  timestamp: () => new Date().toISOString(),
};

/**
 * Makes a new instance of the kernels, which the extension host has read. It computes with one thread: a browser shares
 * memory between threads only if the page is isolated from other sites, which VS Code for the Web is not.
 */
export const kernelsOf = (
  data: WorkerData,
  wanted: 'auto' | KernelBuild,
  _threads?: number,
): Promise<Kernels> => chooseKernels(wanted, async file => browserOf(data).kernels[file]);

/** Begins a SHA-256 digest. The one of the browser cannot be computed in pieces. */
export const newHash = portableHash;

/**
 * Waits until pending messages have been handled. A message to itself has no minimum delay, unlike `setTimeout` with its
 * 4 ms.
 */
export function yieldToMessages(): Promise<void> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Calls an action every `interval` milliseconds until the returned function is called. */
export function repeat(action: () => void, interval: number): () => void {
  const timer = setInterval(action, interval);
  return () => clearInterval(timer);
}

export function randomSuffix(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(4));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
