import type { Scene } from '../../../src/charts/plot/scene';
import { toSvg } from '../../../src/charts/plot/svg';
import { element } from '../../dom';
import { attempt, type Page } from '../../page';
import { paint } from '../../plot/canvas';

/** The size of a saved picture in pixels; a PNG has twice the resolution. */
export const PICTURE = { width: 900, height: 480 };

export interface SavedPlot {
  readonly title: string;
  readonly scene: Scene;
}

/** Returns buttons that save a plot in its current state, as PNG or SVG. */
export function saveButtons(page: Page, plot: () => SavedPlot | undefined) {
  const save = async (format: 'png' | 'svg') => {
    const { title, scene } = plot() ?? {};
    if (!title || !scene) return;
    const bytes = format === 'svg' ? new TextEncoder().encode(toSvg(scene)) : await pngOf(scene);
    await page.host.request('save', { name: title, format, bytes });
  };
  const buttons = (['png', 'svg'] as const).map(format => {
    const kind = format.toUpperCase();
    const box = element('button', 'icon word', kind);
    box.type = 'button';
    box.addEventListener('click', () => attempt(page, save(format)));
    return { box, kind };
  });
  const update = () => {
    for (const { box, kind } of buttons) {
      box.title = page.texts.t('Save as {0}', kind);
      box.setAttribute('aria-label', box.title);
    }
  };
  return { boxes: buttons.map(({ box }) => box), update };
}

async function pngOf(scene: Scene): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(2 * scene.width, 2 * scene.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas to draw on');
  paint(context, scene, 2);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}
