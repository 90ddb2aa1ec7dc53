import type { Port } from '../protocol/channel';
import type { WorkerData } from '../protocol/trainer';
import { serveAttractors } from './attractors';
import { serveLabels } from './labels/labels';
import { serveMaker } from './maker/maker';
import { serveModelFiles } from './modelFiles/modelFiles';
import { serveReader } from './reader/reader';
import { serveStorage } from './storage';
import { serveTrainer } from './trainer';
import { serveVectors } from './vectors/vectors';

const roles = {
  ...{ trainer: serveTrainer, storage: serveStorage, reader: serveReader },
  ...{ maker: serveMaker, vectors: serveVectors, attractors: serveAttractors, labels: serveLabels },
  modelFiles: (port: Port) => serveModelFiles(port),
} satisfies Record<WorkerData['role'], unknown>;

/** Serves the requests to a worker over `port`. Its startup parameters select the role. */
export function serve(port: Port, data: WorkerData): void {
  roles[data.role](port, data);
}
