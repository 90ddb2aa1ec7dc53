import type { MessagePort } from 'node:worker_threads';
import type { Port } from '../protocol/channel';

/** Wraps a worker thread's message port as a Port to the extension host. */
export function messagePort(port: MessagePort): Port {
  return {
    post: (message, transfer = []) => port.postMessage(message, [...transfer]),
    listen: receive => port.on('message', receive),
  };
}
