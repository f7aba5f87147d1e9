import type { CancerVocabulary } from '../domain/vocabulary/vocabulary.js';

/** Until the cancer vocabulary is assembled: knows the three generic groups only and maps nothing. */
export const placeholderCancers: CancerVocabulary = {
  concept: (code) =>
    ['solid', 'hematologic', 'any'].includes(code) ? { code, system: 'oncotree', name: code } : undefined,
  isA: (code, ancestor) => code === ancestor || ancestor === 'any',
  ancestors: (code) => (code === 'any' ? [code] : [code, 'any']),
  depth: () => 0,
  fromCodings: () => ({ unmapped: '', why: 'cancer vocabulary not loaded' }),
  fromText: (text) => ({ unmapped: text, why: 'cancer vocabulary not loaded' }),
  find: () => [],
};
