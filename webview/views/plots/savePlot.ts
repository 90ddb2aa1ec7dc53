import type { Scene } from '../../../src/charts/plot/scene';
import { toSvg } from '../../../src/charts/plot/svg';
import type { PageTexts } from '../../../src/charts/texts';
import type { Picture } from '../../../src/protocol/dashboard';
import { paint } from '../../plot/canvas';
import type { MenuEntry } from '../menu';

/** The size of a saved picture in CSS pixels. A PNG has two pixels per CSS pixel. */
export const PICTURE = { width: 900, height: 480 };

export interface SavedPlot {
  readonly title: string;
  readonly scene: Scene;
}

/**
 * Returns the menu entries "Save as PNG…" and "Save as SVG…". Both call `plot`, draw the picture and pass it to `save`.
 * Nothing is saved if `plot` returns undefined.
 */
export function saveEntries(
  { t }: PageTexts,
  plot: () => SavedPlot | undefined,
  save: (picture: Promise<Picture>) => void,
): readonly MenuEntry[] {
  return (['png', 'svg'] as const).map(format => ({
    label: t('Save as {0}…', format.toUpperCase()),
    press: () => {
      const saved = plot();
      if (saved?.title) save(drawn(saved, format));
    },
  }));
}

const drawn = async ({ title, scene }: SavedPlot, format: Picture['format']): Promise<Picture> => ({
  ...{ name: title, format, bytes: await pictureBytes(scene, format) },
});

/** Returns a picture as the content of a PNG or SVG file. */
export async function pictureBytes(scene: Scene, format: 'png' | 'svg'): Promise<Uint8Array> {
  return format === 'svg' ? new TextEncoder().encode(toSvg(scene)) : pngOf(scene);
}

async function pngOf(scene: Scene): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(2 * scene.width, 2 * scene.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas to draw on');
  paint(context, scene, 2);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}
