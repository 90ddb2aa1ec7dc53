import { parentPort, workerData } from 'node:worker_threads';
import type { Port } from '../protocol/channel';
import type { WorkerData } from '../protocol/trainer';
import { serveAttractors } from './attractors';
import { type HelperData, serveHelper } from './helperThreads';
import { serveLabels } from './labels/labels';
import { serveMaker } from './maker/maker';
import { messagePort } from './messagePort';
import { serveModelFiles } from './modelFiles/modelFiles';
import { serveProcess } from './process';
import { serveReader } from './reader/reader';
import { serveStorage } from './storage';
import { serveTrainer } from './trainer';
import { serveVectors } from './vectors/vectors';
import { serveVectorHelper, type VectorHelperData } from './vectorThreads';

/** The entry point of all worker threads and processes. The startup parameters select the role. */
if (parentPort) serveThread(messagePort(parentPort), workerData);
else serveProcess(JSON.parse(process.argv[2]));

function serveThread(port: Port, data: WorkerData | HelperData | VectorHelperData): void {
  if (data.role === 'helper') serveHelper(port, data);
  if (data.role === 'vectorHelper') serveVectorHelper(port, data);
  const serve = {
    ...{ trainer: serveTrainer, storage: serveStorage, reader: serveReader },
    ...{ maker: serveMaker, vectors: serveVectors, attractors: serveAttractors, labels: serveLabels },
    modelFiles: (files: Port) => serveModelFiles(files),
  };
  serve[data.role](port, data);
}
