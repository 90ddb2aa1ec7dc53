import type { Port } from '../protocol/channel';
import type { BrowserPlace, WorkerData } from '../protocol/trainer';
import { serve } from './roles';

/** The first message to a worker: its startup parameters, of which the connection to the files is sent as a MessagePort. */
interface FirstMessage {
  readonly data: WorkerData;
  readonly browser: Omit<BrowserPlace, 'files'>;
  readonly files: MessagePort;
}

/** The entry point of all workers in the browser. */
self.addEventListener(
  'message',
  ({ data: { data, browser, files } }: MessageEvent<FirstMessage>) =>
    serve(portOf(self), { ...data, browser: { ...browser, files: portOf(files) } }),
  { once: true },
);

/** Wraps this worker's own scope, or a message port, as a Port. */
function portOf(end: MessagePort | typeof self): Port {
  return {
    post: (message, transfer = []) => end.postMessage(message, [...transfer]),
    listen: receive => {
      end.onmessage = ({ data }: MessageEvent<unknown>) => receive(data);
    },
  };
}
