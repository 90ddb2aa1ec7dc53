import assert from 'node:assert/strict';
import { contributes } from '../../../package.json';
import { colour, negativeColour } from '../../../src/extension/heatmap/palette';
import { LEVELS } from '../../../src/extension/heatmap/scale';

type Rgb = readonly [number, number, number];
type Theme = 'dark' | 'light' | 'highContrast' | 'highContrastLight';

/**
 * Background and text colours of VS Code's own themes, and the contrast that WCAG requires: the contrast of
 * level AAA in high-contrast themes, and the contrast of level AA in other themes.
 */
const themes: Record<Theme, { background: string; text: string; contrast: number }> = {
  dark: { background: '#1f1f1f', text: '#cccccc', contrast: 4.5 },
  light: { background: '#ffffff', text: '#3b3b3b', contrast: 4.5 },
  highContrast: { background: '#000000', text: '#ffffff', contrast: 7 },
  highContrastLight: { background: '#ffffff', text: '#292929', contrast: 7 },
};

const bytes = (hex: string) => [1, 3, 5, 7].map(i => Number.parseInt(hex.slice(i, i + 2) || 'ff', 16));

/** Returns the colour that results from a transparent colour over a background. */
function over(hex: string, background: string): Rgb {
  const [r, g, b, a] = bytes(hex);
  const below = bytes(background);
  const mix = (value: number, i: number) => (a * value + (255 - a) * below[i]) / 255;
  return [mix(r, 0), mix(g, 1), mix(b, 2)];
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map(byte => {
    const value = byte / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

describe('the colours of the heatmap', () => {
  for (const [theme, { background, text, contrast: least }] of Object.entries(themes) as [
    Theme,
    (typeof themes)[Theme],
  ][]) {
    const rampOf = (name: (level: number) => string) =>
      Array.from({ length: LEVELS }, (_, i) => {
        const contributed = contributes.colors.find(({ id }) => id === name(i + 1));
        assert.ok(contributed);
        return luminance(over(contributed.defaults[theme], background));
      });
    const ramp = rampOf(colour);
    const below = rampOf(negativeColour);

    it(`${theme}: leave text readable`, () => {
      for (const level of [...ramp, ...below]) {
        const found = contrast(level, luminance(over(text, background)));
        assert.ok(found >= least - 0.01, `${found.toFixed(2)} instead of ${least}`);
      }
    });

    it(`${theme}: differ in lightness from the background and from each other`, () => {
      for (const levels of [ramp, below]) {
        const steps = [luminance(over(background, background)), ...levels];
        for (const [i, step] of levels.entries()) {
          assert.equal(step > steps[i], steps[1] > steps[0], 'the ramp goes one way');
          const found = contrast(steps[i], step);
          assert.ok(found > 1.08, `level ${i + 1}: ${found.toFixed(2)}`);
        }
      }
    });
  }
});
