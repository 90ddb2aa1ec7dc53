import type { TextPart } from './filter';

/** Maps positions in a filtered text to positions in the original text. */
export class Places {
  /** The position in the filtered text at which each kept part starts. */
  private readonly begins: Int32Array;
  // Index of the part of the last position. The next search starts there, because tokens come in order.
  private part = 0;

  constructor(private readonly parts: readonly TextPart[]) {
    this.begins = new Int32Array(parts.length);
    for (let i = 1; i < parts.length; i++)
      this.begins[i] = this.begins[i - 1] + parts[i - 1].end - parts[i - 1].start;
  }

  /**
   * Returns the position in the original text of the character that begins at `offset` in the filtered text.
   */
  start(offset: number): number {
    const { begins } = this;
    this.turnTo(offset);
    while (this.part + 1 < begins.length && begins[this.part + 1] <= offset) this.part++;
    return this.original(offset);
  }

  /**
   * Returns the position in the original text of the end of the character that ends at `offset` in the
   * filtered text.
   */
  end(offset: number): number {
    const { begins } = this;
    this.turnTo(offset);
    while (this.part + 1 < begins.length && begins[this.part + 1] < offset) this.part++;
    return this.original(offset);
  }

  private turnTo(offset: number): void {
    while (this.part > 0 && this.begins[this.part] >= offset) this.part--;
  }

  private original(offset: number): number {
    return (this.parts[this.part]?.start ?? 0) + offset - (this.begins[this.part] ?? 0);
  }
}
