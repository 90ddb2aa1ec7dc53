import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerData } from '../protocol/trainer';
import { type HelperData, serveHelper } from './crew';
import { serveLibrary } from './library';
import { messagePort } from './messagePort';
import { serveReader } from './reader/reader';
import { serveTrainer } from './trainer';

/** The one program of all threads; its data say which it is. */
const data = workerData as WorkerData | HelperData;
if (!parentPort) throw new Error('this program runs in a worker thread');
if (data.role === 'helper') serveHelper(data);
const serve = { trainer: serveTrainer, library: serveLibrary, reader: serveReader };
serve[data.role](messagePort(parentPort), data);
