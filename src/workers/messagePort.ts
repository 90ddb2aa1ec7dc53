import type { MessagePort } from 'node:worker_threads';
import type { Port } from '../protocol/channel';

/** A worker's own end of the wire to the extension host. */
export function messagePort(port: MessagePort): Port {
  return {
    post: (message, transfer = []) => port.postMessage(message, [...transfer]),
    listen: receive => port.on('message', receive),
  };
}
