import { type Alignment, alignmentScene } from '../charts/inspection/alignmentScene';
import { toSvg } from '../charts/plot/svg';
import { paper } from './report/paper';

/** Returns the picture of an alignment as the text of an SVG file. */
export const alignmentPicture = (alignment: Alignment): string => toSvg(alignmentScene(alignment, paper));
