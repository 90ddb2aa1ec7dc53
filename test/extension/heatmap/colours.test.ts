import assert from 'node:assert/strict';
import { contributes } from '../../../package.json';
import { colour, negativeColour, stateColour, stateLine } from '../../../src/extension/heatmap/palette';
import { LEVELS, levelOfState, STATE_COLOURS, stateOfLevel } from '../../../src/extension/heatmap/scale';

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

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map(byte => linear(byte / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Returns how different two colours look, as their distance in the colour space Oklab (Ottosson 2020). */
function difference(a: Rgb, b: Rgb): number {
  const [p, q] = [oklab(a), oklab(b)];
  return Math.hypot(...p.map((value, i) => value - q[i]));
}

function oklab(rgb: Rgb): number[] {
  const [r, g, b] = rgb.map(byte => linear(byte / 255));
  const [l, m, s] = [
    0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b,
    0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
    0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b,
  ].map(Math.cbrt);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

describe('the colours of the heatmap', () => {
  for (const [theme, { background, text, contrast: least }] of Object.entries(themes) as [
    Theme,
    (typeof themes)[Theme],
  ][]) {
    const colourOf = (name: string) => {
      const contributed = contributes.colors.find(({ id }) => id === name);
      assert.ok(contributed);
      return over(contributed.defaults[theme], background);
    };
    const rampOf = (name: (level: number) => string) =>
      Array.from({ length: LEVELS }, (_, i) => luminance(colourOf(name(i + 1))));
    const ramp = rampOf(colour);
    const below = rampOf(negativeColour);

    it(`${theme}: leave text readable`, () => {
      for (const level of [...ramp, ...below]) {
        const found = contrast(level, luminance(over(text, background)));
        assert.ok(found >= least - 0.01, `${found.toFixed(2)} instead of ${least}`);
      }
    });

    it(`${theme}: leave text in every state readable, and differ from each other`, () => {
      const states = Array.from({ length: STATE_COLOURS }, (_, state) => colourOf(stateColour(state)));
      for (const [i, state] of states.entries()) {
        const found = contrast(luminance(state), luminance(over(text, background)));
        assert.ok(found >= least - 0.01, `state ${i + 1}: ${found.toFixed(2)} instead of ${least}`);
        for (const [k, other] of [...states.slice(0, i), over(background, background)].entries())
          assert.ok(difference(state, other) > 0.09, `states ${i + 1} and ${k + 1}`);
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

  it('of further states are those of the first states, with a line', () => {
    assert.equal(stateColour(STATE_COLOURS + 1), stateColour(1));
    const lines = [0, 11, 12, 24, 36, 48, 59, 60].map(stateLine);
    assert.deepEqual(lines, [0, 0, 1, 2, 3, 4, 4, 0]);
    assert.deepEqual([levelOfState(-1), stateOfLevel(levelOfState(13))], [-1, 13]);
    const levels = new Set(Array.from({ length: 1000 }, (_, state) => levelOfState(state)));
    assert.deepEqual([levels.size, levelOfState(60 + 13)], [60, levelOfState(13)]);
    assert.deepEqual([stateOfLevel(LEVELS), stateOfLevel(-3)], [undefined, undefined]);
  });
});
