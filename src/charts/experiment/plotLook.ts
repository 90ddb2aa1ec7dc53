import type { NumberFormat } from '../format';
import type { PlotTheme } from '../plot/theme';
import type { PageTexts } from '../texts';

/** The theme, the translations and the number format of a plot. */
export interface PlotLook {
  readonly theme: PlotTheme;
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
}
