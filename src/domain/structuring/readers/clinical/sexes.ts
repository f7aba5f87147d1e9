import { addToGroup, newGroup, numberOfWord, wordsOf } from '../../../vocabulary/words.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';

const WHOLE =
  /^(?:(?:all|both|be|must be|patients? must be|participants? must be|adult|eligible)\s+)*(?:(men|males?)|(women|females?))(?:\s+(?:patients?|participants?|subjects?|sex|gender|only))*\s*(?:[,;.:(]|(?:aged?|who|with|of age|between|over|at least)\b|[≥>]|\d|$)/iu;
const BOTH =
  /\b(?:men|males?)\s*(?:and|or|\/|and\/or|,)\s*(?:non-?pregnant\s+)?(?:women|females?)\b|\b(?:women|females?)\s*(?:and|or|\/|and\/or)\s*(?:men|males?)\b|\b(?:either|any|both) (?:sex|sexes|gender|genders)\b/iu;

const SEX_WORDS = newGroup();
for (const word of 'men male males women female females sex sexes gender genders'.split(' '))
  addToGroup(numberOfWord(word), SEX_WORDS);

/** "Male or female patients", "Women aged 18 or older". A line about women of childbearing potential says nothing about who may take part. */
export function sexes(line: ClinicalLine): Found[] {
  if ((wordsOf(line.text).groups & SEX_WORDS) === 0) return [];
  if (line.has('contraception', 'pregnancyTest', 'childbearing', 'pregnant', 'breastfeeding')) return [];
  const head = line.text.slice(0, 80);
  const both = BOTH.exec(head);
  if (both) {
    const from = line.items.findIndex((item) => item.end > both.index);
    const to = line.items.findIndex((item) => item.start >= both.index + both[0].length);
    return [
      {
        from,
        to: to < 0 ? line.items.length : to,
        expression: { any: [{ sex: { is: 'male' } }, { sex: { is: 'female' } }] },
        confidence: line.section === 'exclusion' ? 0.5 : 0.95,
      },
    ];
  }
  const one = WHOLE.exec(head);
  if (!one || line.section === 'exclusion') return [];
  const end = line.items.findIndex(
    (item) =>
      item.start >= one.index + (one[0].search(/(?:men|males?|women|females?)\b/iu) + (one[1] ?? one[2] ?? '').length),
  );
  return [
    {
      from: 0,
      to: end < 0 ? line.items.length : end,
      expression: { sex: { is: one[1] === undefined ? 'female' : 'male' } },
      // Under a parent ("Women:") the line is one of a pair more often than a criterion of its own.
      confidence: /[:]\s*$/u.test(line.text) || line.context.parents.length > 0 ? 0.5 : 0.85,
    },
  ];
}
