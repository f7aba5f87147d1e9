import type { Expression } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import { anyOf, frameBefore, joint, skip } from './grammar.js';

const OTHER_FACTS = [
  'pregnant',
  'breastfeeding',
  'infection',
  'contraception',
  'permission',
  'exceptionWord',
  'modality',
  'medication',
  'exclusionVerb',
];

/** Pregnancy, lactation, negative pregnancy tests. */
export function pregnancy(line: ClinicalLine): Found[] {
  if (!line.has('pregnant', 'breastfeeding', 'pregnancyTest')) return [];
  const test = line.items.findIndex((item) => item.tags['pregnancyTest'] !== undefined);
  const first = line.items.findIndex(
    (item) => item.tags['pregnant'] !== undefined || item.tags['breastfeeding'] !== undefined,
  );
  // "Is lactating or pregnant as confirmed by pregnancy tests": the test only says how it is known.
  const only = first >= 0 && first < test && CONFIRMED.test(line.text.slice(line.start(first), line.start(test)));
  if (test >= 0 && !only) return pregnancyTest(line, test);
  if (line.has('contraception') && line.tag(first, 'pregnant') === undefined) return [];
  const leaves: Expression[] = [];
  let to = first;
  for (let i = first; ;) {
    if (line.is(i, 'pregnant', 'plans')) leaves.push({ attestation: { topic: 'pregnancyPlans' } });
    else if (line.is(i, 'pregnant')) leaves.push({ pregnancy: { is: 'pregnant' } });
    else if (line.is(i, 'breastfeeding')) leaves.push({ breastfeeding: {} });
    else break;
    to = i + 1;
    i = joint(line, skip(line, to, 'filler', 'subject')).to;
    i = skip(line, i, 'filler', 'subject', 'status', 'currentWord', 'certainty', 'metastasisStatus', 'must');
    if (line.sign(i, '(')) i += 1;
  }
  const frame = frameBefore(line, first, 'currentWord', 'status', 'connector');
  to = skip(line, to, 'filler', 'subject', 'entry', 'childbearing');
  while (to > first + 1 && line.is(to - 1, 'filler')) to -= 1;
  // Why, and until when ("starting with screening through 120 days after the last dose"), changes nothing in a record.
  const end = line.sentenceEnd(to);
  const alternative = /\b(?:or|and)\b(?! (?:until|through|after|within|for|up to|\d))/iu.test(
    line.text.slice(line.end(to), line.end(end)),
  );
  const plain =
    !alternative &&
    !line.items
      .slice(to, end)
      .some(
        (item) =>
          item.condition ??
          item.drug ??
          item.cancer ??
          OTHER_FACTS.find((tag) => item.tags[tag] !== undefined && item.tags[tag] !== 'any'),
      );
  if (plain && line.section === 'exclusion') to = end;
  return [{ from: frame.from, to, expression: anyOf(leaves), negated: frame.negated, confidence: 0.94 }];
}

const CONFIRMED =
  /\b(?:confirmed|documented|determined|verified|proven|shown|demonstrated) (?:by|with|on)\b(?! an? (?:positive|negative)| (?:positive|negative))/iu;

/** "Women of childbearing potential must have a negative serum pregnancy test within 7 days": read as not being pregnant. */
function pregnancyTest(line: ClinicalLine, at: number): Found[] {
  const from = line.sentenceStart(at);
  const to = line.sentenceEnd(at);
  const negative = /negative/iu.test(line.text.slice(line.start(from), line.end(to)));
  const positive = /positive/iu.test(line.text.slice(line.start(from), line.end(to)));
  if (negative === positive) return [];
  const required = /\b(?:must|require|should|have|has|with|negative)\b/iu.test(line.text);
  const both = line.items.slice(from, to).some((item) => item.tags['breastfeeding'] !== undefined);
  const excluded: Expression = both
    ? { any: [{ pregnancy: { is: 'pregnant' } }, { breastfeeding: {} }] }
    : { pregnancy: { is: 'pregnant' } };
  const expression: Expression = negative ? { not: excluded } : excluded;
  // In an exclusion list "must have a negative test" is a requirement that strayed there.
  const stray = line.section === 'exclusion' && negative;
  return [
    {
      from,
      to,
      expression,
      confidence: stray ? 0.5 : required || !negative ? 0.9 : 0.7,
      whole: true,
      ...(stray ? { review: ['a required negative test stands in the exclusion list'] } : {}),
    },
  ];
}

const METHOD_LIST = /contracepti|birth control|barrier|childbearing|child-bearing|abstinen/iu;

/** Contraception: what a patient agrees to do; the whole sentence is its statement. */
export function contraception(line: ClinicalLine): Found[] {
  if (!line.has('contraception')) return [];
  const at = line.items.findIndex((item) => item.tags['contraception'] !== undefined);
  const item = line.items[at]!;
  const asked = line.items.some(
    (other) => other.tags['attestationVerb'] !== undefined && /agree|willing|consent|accept|commit/u.test(other.text),
  );
  if (line.has('pregnancyTest') && !asked) return [];
  // "medications (excluding contraceptives)": named only to be left out.
  if (line.is(at - 1, 'exceptionWord') || (line.has('pregnant', 'breastfeeding') && line.section === 'exclusion'))
    return [];
  const agreement = line.items.some(
    (other) => other.tags['attestationVerb'] !== undefined || other.tags['must'] !== undefined,
  );
  const inList = line.context.parents.some((parent) => METHOD_LIST.test(parent));
  const soft =
    /^(?:surgically sterile|surgically sterilized|sterile|sperm|semen|oocytes|conceive|conception|become pregnant|becoming pregnant|sexual intercourse)$/u.test(
      item.text,
    );
  const promised = asked || dutyAt(line.text) !== undefined;
  if (soft && !promised && !inList) return [];
  const by = whoOf(line);
  const expression: Expression = { contraception: by === undefined ? {} : { by } };
  const refused = REFUSED.test(line.text);
  const base = {
    from: statementStart(line, at),
    to: line.has('pregnancyTest', 'pregnant', 'breastfeeding') ? line.sentenceEnd(at) : line.items.length,
    whole: true,
  };
  // Among the exclusions only who does not practise it is meant; all else there tells what counts as contraception.
  if (line.section === 'exclusion')
    return [
      refused || (promised && !inList)
        ? { ...base, expression: { not: expression }, confidence: refused ? 0.85 : 0.82 }
        : {
            ...base,
            expression,
            confidence: 0.6,
            review: ['contraception in a list of exclusions: polarity to be checked'],
          },
    ];
  // A definition asks nothing by itself; behind or before what is agreed to it only tells how.
  const duty = dutyAt(line.text) ?? (asked ? 0 : Infinity);
  const told = STAFF.test(line.text) || (!promised && refused) || (DEFINED.exec(line.text)?.index ?? Infinity) < duty;
  return [
    {
      ...base,
      expression,
      confidence:
        told || !(agreement || inList || PRACTISED.test(line.text))
          ? 0.7
          : soft && !asked && !inList
            ? 0.75
            : agreement || inList || !soft
              ? 0.9
              : 0.75,
    },
  ];
}

/** Says that somebody practises it; a bare name may be a heading ("Sex and contraceptive requirements"). */
const PRACTISED =
  /\b(?:us(?:e|es|ing|ed)|practi[cs]\w*|employ\w*|tak(?:e|ing)|on|abstin\w*|steril\w*|required|agree\w*|effective|adequate|acceptable|barrier|avoid\w*)\b/iu;

/** Says that somebody does not practise contraception. */
const REFUSED =
  /\b(?:unwilling|not willing|not (?:be )?(?:able|practic|practis|using|use|agree|abstin|employ|consent)\w*|inability|unable|refus\w+|inadequate|fail(?:s|ed|ing)? to|without|disagree\w*|no (?:adequate |effective |reliable )?(?:contracepti|birth control)\w*|do(?:es)? not|will not|decline)\b/iu;
const DUTY = /\b(?:must|should|shall|need to|required to|have to)\b/giu;
const DONE =
  /\b(?:use|using|practi[cs]e|be abstinent|remain abstinent|abstain|refrain|donate|employ|take|commit|agree)\b/iu;
/** Where "must use", "should practise", "must remain abstinent" begins: asked of somebody, in words of duty, within a sentence. */
const dutyAt = (text: string): number | undefined =>
  [...text.matchAll(DUTY)].find(({ index, 0: duty }) => {
    const [behind = ''] = text.slice(index + duty.length, index + duty.length + 72).split(/[.;]/u);
    return DONE.test(behind);
  })?.index;
/** "Highly effective methods are defined as ...": a definition, which asks nothing. */
const DEFINED =
  /\b(?:(?:is|are|were|was) defined|defined as|definition|(?:methods?|contracepti(?:on|ves?)|measures) (?:is|are|include)|following methods|non-?child-?bearing|not of child-?bearing|(?:is|are|also) (?:not )?acceptable|considered (?:to be )?of child|examples of|accepted forms|not (?:required|necessary))\b/iu;
/** What others have to do or to know about it. */
const STAFF = /^(?:the )?(?:study )?(?:investigators?|sites?|staff|physicians?)\b/iu;

const isPartner = (line: ClinicalLine, index: number): boolean =>
  /^\s?(?:(?:sexual|sex) )?partners?\b/iu.test(line.text.slice(line.end(index + 1), line.end(index + 1) + 16));

/** "partner (who is) of childbearing potential". */
const PARTNER_OF = /\bpartners?\b[^.;,]{0,24}$/iu;

function whoOf(line: ClinicalLine): 'female' | 'male' | undefined {
  // "Men with a female partner of childbearing potential": the partner's sex is not the patient's.
  const named = new Set(
    line.items.flatMap(({ tags }, i) => (isPartner(line, i) || tags['subject'] === undefined ? [] : [tags['subject']])),
  );
  const ofPatient = line.items.some(
    (item, i) => item.tags['childbearing'] !== undefined && !PARTNER_OF.test(line.text.slice(0, line.start(i))),
  );
  const fertileMen = /\bfertile (?:men|males?)\b/iu.test(line.text);
  const male = named.has('male') || fertileMen || /\bfather(?:ing)?\b/iu.test(line.text);
  // "Persons of reproductive potential" are of either sex.
  const either =
    !named.has('female') &&
    /\b(?:persons?|people|patients?|participants?|subjects?|individuals?|all|those|partners?) (?:who are )?(?:of|with|at) (?:child-?bearing\/)?(?:reproductive|childbearing or)/iu.test(
      line.text,
    );
  const female = named.has('female') || (!fertileMen && !either && ofPatient);
  return female === male ? undefined : female ? 'female' : 'male';
}

/** Behind the last connective, where pregnancy or lactation was spoken of before it. */
function statementStart(line: ClinicalLine, at: number): number {
  const start = line.sentenceStart(at);
  let from = start;
  let others = false;
  for (let i = start; i < at; i++) {
    if (['pregnant', 'breastfeeding', 'pregnancyTest'].some((tag) => line.is(i, tag))) others = true;
    else if (others && (line.is(i, 'connector') || line.sign(i, ','))) from = i + 1;
  }
  return others ? from : start;
}

/** "Postmenopausal women". */
export function menopause(line: ClinicalLine): Found[] {
  if (!line.has('menopause') || line.has('contraception', 'pregnancyTest')) return [];
  const at = line.items.findIndex((item) => item.tags['menopause'] !== undefined);
  const frame = frameBefore(line, at, 'status');
  const to = skip(line, at + 1, 'subject', 'filler');
  return [
    {
      from: frame.from,
      to,
      expression: { condition: { anyOf: [line.tag(at, 'menopause')!] } },
      negated: frame.negated,
      confidence: 0.7,
    },
  ];
}
