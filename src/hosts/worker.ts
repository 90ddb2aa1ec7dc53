import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerData } from '../protocol/trainer';
import { serveLibrary } from './library';
import { messagePort } from './messagePort';
import { serveTrainer } from './trainer';

if (!parentPort) throw new Error('the worker must be started by the extension host');
const serve = { trainer: serveTrainer, library: serveLibrary };
const data = workerData as WorkerData;
serve[data.role](messagePort(parentPort), data);
