import { parentPort, workerData } from 'node:worker_threads';
import type { Port } from '../protocol/channel';
import type { WorkerData } from '../protocol/trainer';
import { type HelperData, serveHelper } from './helperThreads';
import { messagePort } from './messagePort';
import { serveProcess } from './process';
import { serve } from './roles';
import { serveVectorHelper, type VectorHelperData } from './vectorThreads';

/** The entry point of all worker threads and processes. The startup parameters select the role. */
if (parentPort) serveThread(messagePort(parentPort), workerData);
else serveProcess(JSON.parse(process.argv[2]));

function serveThread(port: Port, data: WorkerData | HelperData | VectorHelperData): void {
  if (data.role === 'helper') serveHelper(port, data);
  if (data.role === 'vectorHelper') serveVectorHelper(port, data);
  serve(port, data);
}
