import type { StructuringInput } from '../domain/structuring/input.js';

/** One criterion as a registry lists it. */
export interface ListedCriterion {
  isInclusion: boolean;
  order?: number;
  text: string;
}

type SplitText = Required<Pick<StructuringInput, 'text' | 'items'>>;

/**
 * NCI and CTIS give criteria as items; this sets them one after the other under the two usual headings, in the
 * registry's order, and says where each stands. Items keep their own line breaks and sub-bullets.
 */
export function criteriaText(items: readonly ListedCriterion[]): SplitText {
  let text = '';
  const spans: SplitText['items'] = [];
  for (const section of ['inclusion', 'exclusion'] as const) {
    const own = items
      .filter((item) => item.isInclusion === (section === 'inclusion') && item.text.trim() !== '')
      .sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
    if (own.length === 0) continue;
    text += `${text === '' ? '' : '\n'}${section === 'inclusion' ? 'Inclusion' : 'Exclusion'} Criteria:\n\n`;
    for (const item of own) {
      text += '* ';
      const start = text.length;
      text += `${item.text.trim()}\n`;
      spans.push({ section, span: [start, text.length - 1] });
    }
  }
  return { text, items: spans };
}
