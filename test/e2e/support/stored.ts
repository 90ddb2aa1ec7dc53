/** Runs in the window, without other functions, because only its own text gets there: all that VS Code has stored of it. */
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
  return found.map(value => value.replaceAll('\\', '')); // JSON within JSON
}
