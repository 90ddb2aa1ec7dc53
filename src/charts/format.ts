import { clock } from '../common/clock';

/** Formats numbers for reading, in the language of the page. */
export class NumberFormat {
  /**
   * Number formats by their options. Cached, because creating a format takes much longer than formatting a
   * number.
   */
  private readonly formats = new Map<string, Intl.NumberFormat>();

  constructor(private readonly language: () => string) {}

  /** Formats a number as 12,345. */
  whole(value: number): string {
    return this.format(value, { maximumFractionDigits: 0 });
  }

  /** Formats a number as 54.32, with a fixed number of decimals. */
  decimal(value: number, digits = 2): string {
    return this.format(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  /** Formats a number as 12K, for axes. Very small and very large numbers get an exponent. */
  short(value: number): string {
    if (value !== 0 && (Math.abs(value) < 0.001 || Math.abs(value) >= 1e9)) return value.toExponential(0);
    return this.format(value, { notation: 'compact', maximumSignificantDigits: 3 });
  }

  /**
   * Formats a number with at most `digits` significant digits. Very small and very large numbers get an
   * exponent. A missing number becomes `–`.
   */
  precise(value: number | null | undefined, digits = 4): string {
    if (value === null || value === undefined) return '–';
    const size = Math.abs(value);
    if (Number.isFinite(value) && value !== 0 && (size < 0.001 || size >= 1e9))
      return value.toExponential(Math.min(2, digits - 1));
    return this.format(value, { maximumSignificantDigits: digits });
  }

  /** Formats a share as 12.3%. */
  percent(share: number): string {
    return this.format(share, { style: 'percent', maximumFractionDigits: 1 });
  }

  /** Formats a share of any size as 0.0014%, with two significant digits. */
  smallPercent(share: number): string {
    return this.format(share, { style: 'percent', maximumSignificantDigits: 2 });
  }

  /** Formats a share as 45%. */
  wholePercent(share: number): string {
    return this.format(share, { style: 'percent', maximumFractionDigits: 0 });
  }

  /** Formats a duration as 1:02:03 or 2:03. */
  duration(milliseconds: number): string {
    return clock(Math.round(milliseconds / 1000));
  }

  /** Formats a time, in milliseconds since 1970, as date and time of day in the local time zone. */
  moment(milliseconds: number): string {
    return new Date(milliseconds).toLocaleString(this.language(), { dateStyle: 'short', timeStyle: 'short' });
  }

  private format(value: number, options: Intl.NumberFormatOptions): string {
    if (Number.isNaN(value)) return '–';
    const key = `${this.language()} ${JSON.stringify(options)}`;
    const format = this.formats.get(key) ?? new Intl.NumberFormat(this.language(), options);
    this.formats.set(key, format);
    return format.format(value);
  }
}
