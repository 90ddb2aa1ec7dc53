import type { RunSettings } from '../../protocol/run';

/**
 * Settings that every lesson needs: its texts speak of characters, and its figures are those of whole trainings. They
 * replace the user's own.
 */
export const lessonSettings: RunSettings = {
  'text.unit': 'character',
  'text.minimumCount': 1,
  'validation.patience': 0,
  'validation.part': 0,
};
