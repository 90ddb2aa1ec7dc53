/** An object that must be disposed after use. */
interface Part {
  dispose(): unknown;
}

/**
 * Owns parts, such as events and listeners, and disposes all of them when it is disposed, the newest first.
 */
export abstract class Owner {
  private readonly parts: Part[] = [];

  dispose(): void {
    for (const part of this.parts.splice(0).reverse()) part.dispose();
  }

  /** Adds a part to dispose together with this object, and returns it. */
  protected own<P extends Part>(part: P): P {
    this.parts.push(part);
    return part;
  }
}
