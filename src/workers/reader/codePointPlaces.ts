/** Converts offsets in code points to offsets in UTF-16 units. Fast for ascending offsets. */
export class CodePointPlaces {
  private point = 0;
  private unit = 0;

  constructor(private readonly text: string) {}

  unitAt(point: number): number {
    if (point < this.point) {
      this.point = 0;
      this.unit = 0;
    }
    const { text } = this;
    while (this.point < point && this.unit < text.length) {
      this.unit += (text.codePointAt(this.unit) ?? 0) > 0xffff ? 2 : 1;
      this.point++;
    }
    return this.unit;
  }
}
