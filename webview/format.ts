/** Numbers as people read them, in the language of the page. */
export class NumberFormat {
  /** Made once: that takes far longer than formatting. */
  private readonly formats = new Map<string, Intl.NumberFormat>();

  constructor(private readonly language: () => string) {}

  /** 12,345 */
  whole(value: number): string {
    return this.format(value, { maximumFractionDigits: 0 });
  }

  /** 54.321, with as many digits as tell something. */
  decimal(value: number, digits = 2): string {
    return this.format(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  /** 12K: for axes. Very small numbers have no short form but an exponent. */
  short(value: number): string {
    if (value !== 0 && (Math.abs(value) < 0.001 || Math.abs(value) >= 1e9)) return value.toExponential(0);
    return this.format(value, { notation: 'compact', maximumSignificantDigits: 3 });
  }

  /** Any number in about four digits, or as many as are asked for. */
  precise(value: number | null | undefined, digits = 4): string {
    if (value === null || value === undefined || !Number.isFinite(value)) return '–';
    const size = Math.abs(value);
    if (value !== 0 && (size < 0.001 || size >= 1e9)) return value.toExponential(Math.min(2, digits - 1));
    return this.format(value, { maximumSignificantDigits: digits });
  }

  /** 12.3% of a share. */
  percent(share: number): string {
    return this.format(share, { style: 'percent', maximumFractionDigits: 1 });
  }

  /** 0.0014%: a share of any size, in two digits. */
  smallPercent(share: number): string {
    return this.format(share, { style: 'percent', maximumSignificantDigits: 2 });
  }

  /** 45% of a share of work. */
  wholePercent(share: number): string {
    return this.format(share, { style: 'percent', maximumFractionDigits: 0 });
  }

  /** 1:02:03 or 2:03 */
  duration(milliseconds: number): string {
    const seconds = Math.round(milliseconds / 1000);
    const two = (n: number) => String(n).padStart(2, '0');
    const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
  }

  private format(value: number, options: Intl.NumberFormatOptions): string {
    if (!Number.isFinite(value)) return '–';
    const key = `${this.language()} ${JSON.stringify(options)}`;
    const format = this.formats.get(key) ?? new Intl.NumberFormat(this.language(), options);
    this.formats.set(key, format);
    return format.format(value);
  }
}
