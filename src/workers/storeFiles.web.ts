import type { FileSystem } from '../engine/storage/fileSystem';
import type { WorkerData } from '../protocol/trainer';
import { browserOf } from './browserPlace';
import { RemoteFiles } from './remoteFiles';

/** Returns the files in the folder of runs and models. In the browser, the extension host reads and writes them. */
export const filesOf = (data: WorkerData): FileSystem => new RemoteFiles(browserOf(data).files);
