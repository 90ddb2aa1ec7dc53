/** Anything that must be disposed. */
interface Part {
  dispose(): unknown;
}

/** Owns parts, such as events and their listeners, and disposes them together, the newest first. */
export abstract class Owner {
  private readonly parts: Part[] = [];

  dispose(): void {
    for (const part of this.parts.splice(0).reverse()) part.dispose();
  }

  /** Returns the part, which is disposed together with this object. */
  protected own<P extends Part>(part: P): P {
    this.parts.push(part);
    return part;
  }
}
