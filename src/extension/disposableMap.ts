/** A map that owns its values: a value is disposed when it is deleted. */
export class DisposableMap<K, V extends { dispose(): unknown }> extends Map<K, V> {
  override delete(key: K): boolean {
    this.get(key)?.dispose();
    return super.delete(key);
  }

  /** Disposes and removes all values. */
  dispose(): void {
    for (const key of [...this.keys()]) this.delete(key);
  }
}
