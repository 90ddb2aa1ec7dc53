/**
 * Returns everything that VS Code has stored for the window. Runs in the window, so it must not use other
 * functions.
 */
export async function readStored(): Promise<string[]> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const found: string[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const values = await answer<unknown[]>(database.transaction(store).objectStore(store).getAll());
      found.push(...values.map(String));
    }
    database.close();
  }
  // Removes the escapes of JSON inside JSON.
  return found.map(value => value.replaceAll('\\', ''));
}
