/** Rejects. No worker writes files outside the folder of runs in the browser. */
export const replaceFile = (
  target: string,
  _content: AsyncIterable<string> | Iterable<string> | Uint8Array,
): Promise<void> => Promise.reject(new Error(`${target} cannot be written in the browser`));
