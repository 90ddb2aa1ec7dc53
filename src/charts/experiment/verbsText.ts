import { plural } from '../../common/plural';
import type { AgreementFigures } from '../../protocol/classicFigures';
import type { PageTexts } from '../texts';

/** Describes a group of verbs. The groups and their values are those of the generator `agreement`. */
export function verbsText(
  { group, value }: Pick<AgreementFigures, 'group' | 'value'>,
  texts: PageTexts,
): string {
  const { t } = texts;
  switch (group) {
    case 'all':
      return t('All verbs');
    case 'clause':
      return clauseText(value, texts);
    case 'distance':
      return plural(
        Number(value),
        t('{0} word between subject and verb', value),
        t('{0} words between subject and verb', value),
      );
    case 'attractor':
      return value === 'yes'
        ? t('With a noun of the other number in between')
        : t('Without a noun of the other number in between');
    default:
      return `${group} ${value}`;
  }
}

function clauseText(kind: string, { t }: PageTexts): string {
  switch (kind) {
    case 'none':
      return t('No relative clause in between');
    case 'object':
      return t('After an object relative clause');
    case 'subject':
      return t('After a subject relative clause without an object');
    case 'subject with object':
      return t('After a subject relative clause with an object');
    default:
      return kind;
  }
}
