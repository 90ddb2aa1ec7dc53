import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PlotContent } from '../../src/charts/plot/content';
import { draw } from '../../src/charts/plot/drawing';
import { computeLayout } from '../../src/charts/plot/layout';
import { pictureOf } from '../../src/charts/plot/picture';
import { AxisScale, withMargin } from '../../src/charts/plot/scale';
import type { Box, Scene, Shape } from '../../src/charts/plot/scene';
import { toSvg } from '../../src/charts/plot/svg';
import { type AxisKind, ticksOf, verticalTicks } from '../../src/charts/plot/ticks';
import { ListData } from '../../src/charts/series/listData';
import { paper } from '../../src/export/report/paper';

const range = (logarithmic: boolean) =>
  fc
    .tuple(
      logarithmic
        ? fc.double({ min: 1e-9, max: 1e6, noNaN: true })
        : fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
    )
    .map(([min, span]) => ({ min, max: logarithmic ? min * (1 + span) : min + span }));

describe('scales', () => {
  for (const logarithmic of [false, true]) {
    it(`${logarithmic ? 'of logarithms' : 'of lines'} convert values to pixels and back`, () => {
      fc.assert(
        fc.property(range(logarithmic), fc.double({ min: 0, max: 1, noNaN: true }), (ends, share) => {
          const scale = new AxisScale(ends, 300, 10, logarithmic);
          assert.ok(Math.abs(scale.pixel(ends.min) - 300) < 1e-6);
          assert.ok(Math.abs(scale.pixel(ends.max) - 10) < 1e-6);
          const pixel = 300 - 290 * share;
          assert.ok(Math.abs(scale.pixel(scale.value(pixel)) - pixel) < 1e-3);
        }),
      );
    });

    it(`${logarithmic ? 'of logarithms' : 'of lines'} label few visible numbers, in rising order`, () => {
      fc.assert(
        fc.property(range(logarithmic), fc.constantFrom<AxisKind>('real', 'whole', 'time'), (ends, kind) => {
          const scale = new AxisScale(ends, 0, 400, logarithmic);
          const ticks = ticksOf(scale, kind, 50);
          assert.ok(ticks.length <= 17, ticks.join(' '));
          for (const [i, tick] of ticks.entries()) {
            const pixel = scale.pixel(tick);
            assert.ok(pixel >= -1 && pixel <= 401, `${tick} of ${JSON.stringify(ends)}`);
            assert.ok(i === 0 || tick > ticks[i - 1]);
          }
        }),
      );
    });
  }

  it('use whole numbers for counts, and minutes for time', () => {
    const ticks = (max: number, kind: AxisKind) =>
      ticksOf(new AxisScale({ min: 0, max }, 0, 300, false), kind, 60);
    assert.deepEqual(ticks(3, 'whole'), [0, 1, 2, 3]);
    assert.deepEqual(ticks(1, 'real'), [0, 0.2, 0.4, 0.6, 0.8, 1]);
    assert.deepEqual(
      ticks(10 * 60_000, 'time').map(ms => ms / 60_000),
      [0, 2, 4, 6, 8, 10],
    );
  });

  it('label as many powers of ten as fit, and finer steps only if few powers are visible', () => {
    const ticks = (min: number, max: number) =>
      ticksOf(new AxisScale({ min, max }, 0, 150, true), 'real', 30);
    assert.deepEqual(ticks(1e-9, 1), [1e-8, 1e-6, 1e-4, 1e-2, 1]);
    assert.deepEqual(ticks(1, 100), [1, 2, 5, 10, 20, 50, 100]);
    assert.deepEqual(ticks(3.1, 3.6), [3.1, 3.2, 3.3, 3.4, 3.5, 3.6]);
  });

  it('show at least two numbers on a low vertical axis of losses', () => {
    for (const [min, max] of [
      [1.2, 3.4],
      [0.9, 9],
      [2.1, 2.9],
    ])
      for (const logarithmic of [false, true])
        for (const height of [50, 60, 80]) {
          const scale = new AxisScale({ min, max }, height, 0, logarithmic);
          const ticks = verticalTicks(scale, 'real', 30);
          assert.ok(ticks.length > 1, `${min} to ${max}, ${height} px: ${ticks}`);
          const pixels = ticks.map(tick => scale.pixel(tick));
          for (const [i, pixel] of pixels.entries()) assert.ok(i === 0 || pixels[i - 1] - pixel >= 10);
        }
  });

  it('leave a margin around the curves, but not below zero', () => {
    assert.deepEqual(withMargin({ min: 0, max: 10 }, false), { min: 0, max: 10.5 });
    const flat = withMargin({ min: 5, max: 5 }, false);
    assert.ok(flat.min < 5 && flat.max > 5);
    const tall = withMargin({ min: 1, max: 1 }, true, 3);
    assert.ok(tall.max / tall.min > 1e3);
  });
});

describe('a layout', () => {
  const axis = { label: '', kind: 'real', logarithmic: false, brief: String, exact: String } as const;
  const curve = (style: 'raw' | 'line', y: readonly number[]) => ({
    label: '',
    pen: { color: '' },
    style,
    emphasis: undefined,
    data: new ListData([...y.keys()], y),
  });

  const outside = { above: (value: string) => `above ${value}`, below: (value: string) => `below ${value}` };
  const of = (curves: readonly ReturnType<typeof curve>[], more = {}) => {
    return { title: '', x: axis, y: axis, curves, rules: [], marks: [], outside, ...more };
  };
  const size = { width: 300, height: 200 };
  const layoutOf = (content: PlotContent, view = {}) =>
    computeLayout(content, size, view, text => 6 * text.length);
  /** Values of a curve that falls from 1000 to about 50 in its first hundredth, and then to 40. */
  const falling = Array.from({ length: 400 }, (_, i) => (i < 4 ? 1000 - 200 * i : 50 - i / 40));

  it('cuts off outliers of a raw trace that would flatten the other curves', () => {
    const { y } = layoutOf(of([curve('raw', [0, 9000, 5]), curve('line', [2, 4, 6])]));
    assert.ok(y.range.min <= 0.1 && y.range.max > 6 && y.range.max < 20, JSON.stringify(y.range));
  });

  it('draws a raw trace lighter and thinner than the smoothed line, and behind it', () => {
    const values = [2, 4, 3, 5];
    const content = of([curve('line', values), curve('raw', values)]);
    const shapes = draw(content, layoutOf(content), paper).flatMap(layer => layer.shapes);
    const traces = shapes.flatMap(shape =>
      shape.kind === 'line' && shape.points.length === 2 * values.length ? [shape] : [],
    );
    assert.equal(traces.length, 2);
    const [raw, line] = traces;
    assert.ok((raw.opacity ?? 1) <= 0.5 * (line.opacity ?? 1), `${raw.opacity} and ${line.opacity}`);
    assert.ok(raw.width < line.width);
  });

  for (const [name, logarithmic] of [
    ['even', false],
    ['logarithmic', true],
  ] as const)
    it(`follows the curve instead of its first spike, and says how much is outside (${name})`, () => {
      const content = of([curve('line', falling)], { y: { ...axis, logarithmic } });
      const { y, captions } = layoutOf(content);
      assert.ok(y.range.max < 60 && y.range.min < 40.1, JSON.stringify(y.range));
      assert.deepEqual(
        captions.map(({ text }) => text),
        ['above 1000'],
      );
      const shapes = draw(content, layoutOf(content), paper).flatMap(layer => layer.shapes);
      const edges = shapes.filter(shape => shape.kind === 'line' && shape.width === 4);
      assert.equal(edges.length, 1);
    });

  it('shows all values on request, and in plots that cannot say how much is outside', () => {
    for (const [content, view] of [
      [of([curve('line', falling)]), { all: true }],
      [of([curve('line', falling)], { outside: undefined }), {}],
    ] as const) {
      const { y, captions } = layoutOf(content, view);
      assert.ok(y.range.max >= 1000);
      assert.deepEqual(captions, []);
    }
  });

  it('shows the end of a curve that explodes, all of a short curve, and every run of a comparison', () => {
    const highest = (...curves: readonly (readonly number[])[]) =>
      layoutOf(of(curves.map(values => curve('line', values)))).y.range.max;
    const level = falling.map(() => 5 + Math.random());
    assert.ok(highest([...level, 1e6]) >= 1e6);
    assert.ok(highest([1, 2, 1, 100, 1]) >= 100);
    assert.ok(
      highest(
        level,
        level.map(value => 100 * value),
      ) >= 500,
    );
    assert.ok(highest(falling.map((_, i) => (i % 100 === 5 ? 7 : 0))) >= 7, 'rare values above a constant');
  });

  it('shows the chosen range of y', () => {
    const { y, marksOutside } = layoutOf(of([curve('line', falling)]), { y: { min: 41, max: 43 } });
    assert.deepEqual([y.range, marksOutside], [{ min: 41, max: 43 }, false]);
  });

  it('places every text beside the curves, and none over another text', () => {
    const rule = (value: number) => ({ value, label: `Clip threshold ${value}` });
    const y = { ...axis, label: 'Norm', unit: 'nats' };
    const x = { ...axis, label: 'Lag k', unit: 'steps', brief: (value: number) => `${1000 * value}` };
    for (const [width, all] of [
      [276, false],
      [276, true],
      [700, false],
      [1400, true],
    ] as const) {
      const content = of([curve('line', falling)], { x, y, rules: [rule(45), rule(43)] });
      const measure = (text: string) => 6 * text.length;
      const layout = computeLayout(content, { width, height: 130 }, { all }, measure);
      const texts = draw(content, layout, paper).flatMap(({ shapes }) =>
        shapes.flatMap(shape => (shape.kind === 'text' ? [placeOf(shape, measure)] : [])),
      );
      assert.ok(
        ['Norm (nats)', 'Lag k (steps)', 'Clip threshold 45'].every(t =>
          texts.some(({ text }) => text === t),
        ),
      );
      const { box } = layout;
      for (const text of texts) {
        assert.ok(!overlap(text, box), `${text.text} covers the plot at ${width}`);
        assert.ok(text.left >= 0 && text.right <= width && text.top >= 0 && text.bottom <= 130, text.text);
        for (const other of texts)
          assert.ok(other === text || !overlap(text, other), `${text.text} covers ${other.text} at ${width}`);
      }
    }
  });
});

type TextShape = Extract<Shape, { kind: 'text' }>;

function placeOf({ x, y, text, align, size }: TextShape, measure: (text: string) => number) {
  const width = measure(text);
  const left = align === 'start' ? x : align === 'end' ? x - width : x - width / 2;
  return { text, left, right: left + width, top: y - 0.75 * size, bottom: y + 0.2 * size };
}

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('a scene as SVG', () => {
  it('draws upright bars as one outline', () => {
    const shape = { kind: 'columns', points: [1, 2, 5, 2, 3, 4], color: '#fff', opacity: 1 } as const;
    const svg = toSvg({ width: 10, height: 10, font: '', layers: [{ shapes: [shape] }] });
    assert.ok(svg.includes('d="M1 2h1L2 3h1L3 4h-1L2 5h-1Z"'), svg);
  });

  it('escapes all texts', () => {
    const text = { kind: 'text', x: 1, y: 2, color: '#fff', size: 11, align: 'start' } as const;
    const scene: Scene = {
      width: 10,
      height: 10,
      font: '"Segoe UI", sans-serif',
      layers: [{ shapes: [{ ...text, text: '<script>"&\u0000\ud800</script>' }] }],
    };
    const svg = toSvg(scene);
    assert.ok(svg.includes('>&lt;script&gt;&quot;&amp;&lt;/script&gt;</text>'));
    assert.ok(!svg.includes('<script'));
    assert.ok(svg.includes('font-family="&quot;Segoe UI&quot;, sans-serif"'));
  });
});

describe('a picture of a plot', () => {
  it('names all curves above the plot, which keeps its height, and gives the names their width', () => {
    const axis = {
      label: 'Iteration',
      kind: 'whole',
      logarithmic: false,
      brief: String,
      exact: String,
    } as const;
    const data = new ListData([0, 1], [2, 3]);
    const curves = Array.from(
      { length: 40 },
      (_, i) =>
        ({
          label: `${i} ${'of a long name '.repeat(i === 7 ? 40 : 3)}`,
          pen: { color: '#000' },
          style: 'line',
          data,
          emphasis: undefined,
        }) as const,
    );
    const content = { title: 'Loss', x: axis, y: axis, curves, rules: [], marks: [] };
    const measure = (text: string) => 6 * text.length;
    const scene = pictureOf(content, { width: 900, height: 480 }, {}, paper, measure);
    const clip = scene.layers.find(layer => layer.clip)?.clip;
    assert.ok(clip && clip.bottom - clip.top > 200 && clip.bottom < scene.height);
    const texts = scene.layers.flatMap(({ shapes }) =>
      shapes.flatMap(shape => (shape.kind === 'text' ? [shape] : [])),
    );
    for (let i = 0; i < 40; i++)
      assert.ok(
        texts.some(({ text }) => text.startsWith(`${i} of`)),
        `${i}`,
      );
    for (const { x, y, text, align } of texts) {
      assert.ok(y > 0 && y < scene.height, text);
      assert.ok(align !== 'start' || x + measure(text) <= scene.width, text);
    }
    const few = { ...content, curves: curves.slice(0, 2) };
    assert.equal(pictureOf(few, { width: 900, height: 480 }, {}, paper, measure).height, 480);
  });
});

describe('a plot of values that its axis cannot show', () => {
  const axis = { label: '', kind: 'real', logarithmic: true, brief: String, exact: String } as const;
  const drawn = (y: readonly number[], logarithmic = true) => {
    const line = { label: '', pen: { color: '' }, style: 'line', emphasis: undefined } as const;
    const curves = [{ ...line, data: new ListData([0, 1, 2, 3], y) }];
    const x = { ...axis, logarithmic: false };
    const content = {
      title: '',
      x,
      y: { ...axis, logarithmic, nothing: 'NOTHING' },
      curves,
      rules: [],
      marks: [],
    };
    const layout = computeLayout(content, { width: 300, height: 200 }, {}, () => 10);
    return draw(content, layout, paper).flatMap(({ shapes }) => shapes);
  };
  const says = (y: readonly number[], logarithmic?: boolean) =>
    drawn(y, logarithmic).some(shape => shape.kind === 'text' && shape.text === 'NOTHING');

  it('says that no value is above 0, but only if none is', () => {
    assert.ok(says([0, 0, 0, 0]) && says([-1, 0, -2, 0]));
    assert.ok(!says([0, 0, 1, 0]) && !says([0, 0, 0, 0], false) && !says([Number.NaN]));
  });

  it('draws a line in pieces around an infinite value', () => {
    const lines = drawn([1, 2, Number.POSITIVE_INFINITY, 4]).filter(({ kind }) => kind === 'dots');
    // The piece after the infinite value has one point and is drawn as a dot.
    assert.equal(lines.length, 1);
  });
});
