/**
 * Returns whether a folder's name is the id of a run. An id begins with the time of the run's creation. The
 * id of a run in an experiment begins with `run`.
 */
export const isRunId = (name: string) => /^(\d{8}T\d{6}|run)-/.test(name);
