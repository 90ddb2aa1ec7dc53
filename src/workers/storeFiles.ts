import type { FileSystem } from '../engine/storage/fileSystem';
import type { WorkerData } from '../protocol/trainer';
import { NodeFileSystem } from './nodeFileSystem';

/** Returns the files in the folder of runs and models. */
export const filesOf = ({ storeFolder }: WorkerData): FileSystem => new NodeFileSystem(storeFolder);
