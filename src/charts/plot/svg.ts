import type { Points, Scene, SceneLayer, Shape } from './scene';

/** Returns a scene as the text of an SVG file. */
export function toSvg(scene: Scene): string {
  const { width, height, font, background } = scene;
  const clips = scene.layers.map(({ clip }, i) =>
    clip
      ? `<clipPath id="clip${i}"><rect x="${n(clip.left)}" y="${n(clip.top)}" width="${n(clip.right - clip.left)}" height="${n(clip.bottom - clip.top)}"/></clipPath>`
      : '',
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" font-family="${escaped(font)}">`,
    `<defs>${clips.join('')}</defs>`,
    background ? `<rect width="100%" height="100%" fill="${escaped(background)}"/>` : '',
    ...scene.layers.map(groupOf),
    '</svg>\n',
  ].join('\n');
}

function groupOf({ shapes, clip }: SceneLayer, i: number): string {
  return `<g${clip ? ` clip-path="url(#clip${i})"` : ''}>\n${shapes.map(elementOf).join('\n')}\n</g>`;
}

function elementOf(shape: Shape): string {
  const color = escaped(shape.color);
  switch (shape.kind) {
    case 'line': {
      const dash = shape.dash?.length ? ` stroke-dasharray="${shape.dash.join(' ')}"` : '';
      return `<path d="${pathOf(shape.points)}" fill="none" stroke="${color}" stroke-width="${n(shape.width)}" stroke-linejoin="round" opacity="${n(shape.opacity ?? 1)}"${dash}/>`;
    }
    case 'area':
      return `<path d="${pathOf(shape.points)}Z" fill="${color}" opacity="${n(shape.opacity)}"/>`;
    case 'columns':
      return `<path d="${barsOf(shape.points)}" fill="${color}" opacity="${n(shape.opacity)}"/>`;
    case 'dots': {
      const radius = n(shape.radius);
      const circles = pairs(shape.points).map(([x, y]) => `<circle cx="${x}" cy="${y}" r="${radius}"/>`);
      return `<g fill="${color}" opacity="${n(shape.opacity ?? 1)}">${circles.join('')}</g>`;
    }
    case 'text': {
      const weight = shape.bold ? ' font-weight="600"' : '';
      return `<text x="${n(shape.x)}" y="${n(shape.y)}" font-size="${n(shape.size)}" text-anchor="${shape.align}" fill="${color}"${weight}>${escaped(shape.text)}</text>`;
    }
  }
}

function pathOf(points: Points): string {
  return pairs(points)
    .map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`)
    .join('');
}

/**
 * Returns the data of an SVG path: one outline around all bars. It follows their tops to the right and their
 * bottoms back to the left.
 */
function barsOf(points: Points): string {
  const bars = Array.from({ length: points.length / 3 }, (_, i) => points.slice(3 * i, 3 * i + 3));
  const tops = bars.map(([x, top]) => `${n(x)} ${n(top)}h1`).join('L');
  const bottoms = bars.reverse().map(([x, , bottom]) => `${n(x + 1)} ${n(bottom)}h-1`);
  return `M${tops}L${bottoms.join('L')}Z`;
}

function pairs(points: Points): [string, string][] {
  return Array.from({ length: points.length / 2 }, (_, i) => [n(points[2 * i]), n(points[2 * i + 1])]);
}

/** Formats a coordinate in pixels with at most two decimals. */
const n = (value: number) => String(Math.round(value * 100) / 100);

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes a text for XML and removes characters that XML does not allow. */
function escaped(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '').replace(/[&<>"]/g, c => entities[c]);
}
