import type { ConceptRef } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import { frameBefore } from './grammar.js';
import { tagNames } from './tags.js';

const BEFORE = [
  'status',
  'severity',
  'connector',
  'grade',
  'number',
  'ctcae',
  'therapyNoun',
  'route',
  'related',
  'including',
  'toxicity',
  'allergy',
  'priorWord',
  'otherMalignancy',
  'metastasisStatus',
  'opinion',
] as const;

const WEAK = /^(?:contraindicat|reactions?$|sensitivity|intolerance|adverse)/u;

/** "History of allergic reactions attributed to compounds of similar composition to X", "hypersensitivity to monoclonal antibodies". */
export function allergies(line: ClinicalLine): Found[] {
  if (!line.has('allergy')) return [];
  const strong = line.items.findIndex((item) => item.tags['allergy'] !== undefined && !WEAK.test(item.text));
  const weak = strong < 0;
  const at = weak ? line.items.findIndex((item) => item.tags['allergy'] !== undefined) : strong;
  let to = line.sentenceEnd(at);
  const to2 = line.items.findIndex(
    (item, i) =>
      i > at && i < to && (item.tags['exceptionWord'] !== undefined || item.tags['permission'] !== undefined),
  );
  if (to2 > 0) to = to2;
  const named: ConceptRef[] = [];
  let reason = false;
  for (let i = at + 1; i < to; i++) {
    const item = line.items[i]!;
    if (item.drug) named.push('agent' in item.drug ? item.drug.agent : item.drug.drugClass);
    const allergen = item.tags['allergen'];
    if (allergen !== undefined) named.push({ code: allergen, system: 'text', name: item.text });
    if (item.text === 'to' || item.text === 'against' || item.text === 'with' || item.tags['related'] !== undefined)
      reason = true;
  }
  if (named.length === 0 && weak) return [];
  // A trial's own drug is often a code name that no vocabulary knows.
  const own = named.length === 0 && reason;
  const frame = frameBefore(line, at, ...BEFORE);
  return [
    {
      from: frame.from,
      to,
      expression: {
        allergy: {
          to: own || named.length === 0 ? unlisted(line, at, to) : [...new Set(named)],
        },
      },
      negated: frame.negated,
      rare: true,
      confidence:
        line.items.slice(at + 1, to).some((item) => item.tags['allergy'] !== undefined) &&
        to - at > 30 &&
        strangers(line, at + 1, to) > 0
          ? 0.75
          : weak
            ? 0.75
            : named.length > 0
              ? strangers(line, at + 1, to) > 2 || elementUnread(line, at + 1, to) || loose(line, at + 1, to)
                ? 0.75
                : 0.9
              : own
                ? /,|\band\b|\bor\b/iu.test(line.text.slice(line.end(at + 1), line.end(to)))
                  ? 0.75
                  : 0.82
                : 0.6,
    },
  ];
}

/** Words of the list that nobody knows: more is named than was read. */
const strangers = (line: ClinicalLine, from: number, to: number): number =>
  line.items
    .slice(from, to)
    .filter(
      ({ text, tags, drug, number, time }) =>
        /^\p{L}{4}/u.test(text) && tagNames(tags).length === 0 && !drug && !time && number === undefined,
    ).length;

/** A member of the list of which nothing was read ("the formulation or substituted benzimidazoles"). */
function elementUnread(line: ClinicalLine, from: number, to: number): boolean {
  let known = false;
  let strange = false;
  for (let i = from; i <= to; i++) {
    const item = line.items[i];
    if (i === to || !item || line.is(i, 'connector') || line.sign(i, ',', '/')) {
      if (strange && !known) return true;
      known = strange = false;
      continue;
    }
    if (item.drug || item.tags['allergen'] !== undefined || item.tags['allergy'] !== undefined) known = true;
    else if (/^\p{L}{3}/u.test(item.text) && tagNames(item.tags).length === 0 && !item.time && !item.condition)
      strange = true;
  }
  return false;
}

const OWN =
  /\b(?:study|trial|investigational|protocol|experimental|component|excipient|ingredient|formulation|constituent|composition|substance|compound|the|these|this|its|their|any of)/iu;

/** "Serious allergy to drugs": the trial's own ones, or any. */
const loose = (line: ClinicalLine, from: number, to: number): boolean =>
  !line.items.slice(from, to).some((item) => item.drug !== undefined) &&
  line.items.slice(from, to).some((item) => item.tags['allergen'] === 'studyDrug') &&
  !OWN.test(line.text.slice(line.start(from), line.end(to)));

/** What no vocabulary knows keeps its own words. */
function unlisted(line: ClinicalLine, at: number, to: number): ConceptRef[] {
  const words = line.text.slice(line.start(at), line.end(to));
  const name = /\b(?:to|against|with)\s(.+)/iu.exec(words)?.[1]?.trim() ?? words;
  return [{ code: name, system: 'text', name }];
}
