import type { Expression, PriorTherapyParameters } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import { allOf, anyOf, exclusionVerbAfter, frameBefore, skip, type Frame } from './grammar.js';
import { countAt } from './line-count.js';
import { grouped, purposeEnd, therapyAt, therapyList, type NamedTherapy } from './therapy-selection.js';

const BEFORE = [
  'priorWord',
  'currentWord',
  'resultWord',
  'setting',
  'route',
  'elapsed',
  'lineWord',
  'including',
  'otherMalignancy',
  'therapyNoun',
] as const;
const COUNTED = [
  'priorWord',
  'filler',
  'setting',
  'route',
  'lineWord',
  'therapyNoun',
  'including',
  'ordinalLine',
] as const;

/** Treatments the patient had or must not have had, with lines, setting, result and washout. */
export function priorTherapies(line: ClinicalLine): Found[] {
  const found: Found[] = [];
  if (line.has('naive')) found.push(...naive(line));
  if (line.has('number', 'lineWord', 'ordinalLine', 'therapyNoun')) found.push(...counted(line));
  if (!line.has('drug', 'modality')) return found;
  for (let i = 0; i < line.items.length; i++) {
    const covered = found.find(({ from, to }) => i >= from && i < to);
    if (covered) {
      i = covered.to - 1;
      continue;
    }
    const list = therapyList(line, i);
    if (!list) continue;
    const read = reading(line, i, list);
    if (read) found.push(read);
    i = list.to - 1;
  }
  return found;
}

function naive(line: ClinicalLine): Found[] {
  return line.items.flatMap((item, i): Found[] => {
    const modality = item.tags['naive'];
    if (modality === undefined) return [];
    const frame = frameBefore(line, i);
    return [
      {
        from: frame.from,
        to: i + 1,
        expression: { not: { priorTherapy: { modality } } },
        negated: frame.negated,
        confidence: 0.85,
      },
    ];
  });
}

/** "at least 2 but no more than 4 prior lines of systemic therapy in the metastatic setting". */
function counted(line: ClinicalLine): Found[] {
  const found: Found[] = [];
  for (let i = 0; i < line.items.length; i++) {
    const count = countAt(line, i);
    if (!count) continue;
    let to = count.to;
    const range = count.range;
    const second = countAt(line, skip(line, to, 'connector', 'filler'));
    if (second && (range.max === undefined) !== (second.range.max === undefined) && second.from > to) {
      Object.assign(range, second.range);
      to = second.to;
    }
    let lines = false;
    let prior = false;
    const named: NamedTherapy[] = [];
    let setting: string | undefined;
    let j = to;
    for (;;) {
      const therapy = therapyAt(line, j);
      if (therapy) {
        named.push(therapy.therapy);
        if (
          /regimens?|therapies|treatments|lines?|courses?/u.test(line.text.slice(line.start(j), line.end(therapy.to)))
        )
          lines = true;
        j = therapy.to;
      } else if (
        COUNTED.some((tag) => line.is(j, tag)) ||
        line.tag(j, 'modality') === 'any' ||
        (line.sign(j, '-') && j > to)
      ) {
        if (line.is(j, 'lineWord') || /regimens|therapies|lines/u.test(line.items[j]!.text)) lines = true;
        if (
          line.is(j, 'priorWord') ||
          line.items[j]!.text.includes('prior') ||
          line.items[j]!.text.includes('previous')
        )
          prior = true;
        setting ??= line.tag(j, 'setting');
        j += 1;
      } else if (named.length > 0 && line.is(j, 'connector') && therapyAt(line, skip(line, j + 1, ...COUNTED))) j += 1;
      else break;
    }
    while (j > to && line.is(j - 1, 'filler')) j -= 1;
    if (!lines && !(prior && named.length > 0)) {
      i = count.to - 1;
      continue;
    }
    const purpose = purposeEnd(line, j);
    setting ??= settingOf(line, j, purpose);
    j = purpose;
    const frame = frameBefore(line, count.from, ...BEFORE);
    const result = frame.found['resultWord'];
    const parameters: Partial<PriorTherapyParameters> = { lines: range };
    if (setting !== undefined && !setting.includes('|')) parameters.setting = setting;
    if (result !== undefined) parameters.result = result;
    const selections = named.length > 0 ? grouped(named) : [{ modality: 'systemic' }];
    found.push({
      from: frame.from,
      to: j,
      expression: anyOf(selections.map((selection): Expression => ({ priorTherapy: { ...selection, ...parameters } }))),
      negated: frame.negated,
      confidence: selections.length > 1 ? 0.75 : prior || lines ? 0.88 : 0.7,
    });
    i = j - 1;
  }
  return found;
}

function settingOf(line: ClinicalLine, from: number, to: number): string | undefined {
  const extents: string[] = [];
  for (let i = from; i < to; i++) {
    const extent = line.tag(i, 'extent');
    if (extent !== undefined) extents.push(extent);
  }
  if (extents.length === 0) return undefined;
  return extents.every((extent) => extent === 'metastatic') ? 'metastatic' : extents.join('|');
}

const WITH = /^[^,;]{0,40}\b(?:treatments?|therap(?:y|ies)|agents?|drugs?|medications?) with\b/iu;

/** "any other therapy after the last administration of docetaxel": the treatment is the moment that is counted from. */
const MOMENT =
  /\b(?:after|following|before|prior to|until) (?:the )?(?:last |first |final |initial |start of |end of )?(?:administration|dose|doses|infusion|initiation|start) of (?:the )?$/iu;

function reading(line: ClinicalLine, at: number, list: NonNullable<ReturnType<typeof therapyList>>): Found | undefined {
  const frame = frameBefore(line, at, ...BEFORE);
  let { from } = frame;
  let to = list.to;
  const parameters: Partial<PriorTherapyParameters> = {};
  let wait = false;
  let unsure = false;
  // "28 days must have elapsed since chemotherapy": the time stands before the treatment.
  const before = line.items[from - 1]?.time;
  // "within 7 days of starting decitabine": the treatment is the moment that is counted from.
  if (
    before &&
    /\b(?:starting|start of|initiating|initiation of|beginning|receiving|administration of|dose of|dosing)$/u.test(
      line.items[from - 1]!.text,
    )
  )
    return undefined;
  if (!before && MOMENT.test(line.text.slice(0, line.start(at)))) return undefined;
  if (before) {
    from -= 1;
    const earlier = frameBefore(line, from, ...BEFORE);
    from = earlier.from;
    frame.negated = frame.negated !== earlier.negated;
    parameters.within = before.duration;
    wait = before.relation !== 'within';
  }
  const purpose = purposeEnd(line, to);
  const setting = line.tag(purpose, 'setting') ?? frame.found['setting'] ?? settingOf(line, to, purpose);
  to = purpose;
  if (line.is(to, 'setting')) to += 1;
  to = tail(line, to);
  const time = line.items[skipTimeWords(line, to)]?.time;
  if (time && parameters.within === undefined && time.relation !== 'for') {
    // "treatment with X for at least 6 months" is how long it was given.
    const lasted = time.lasting && time.relation === 'before' && !frame.negated && frame.found['elapsed'] === undefined;
    if (lasted) parameters.course = { min: time.duration };
    else {
      parameters.within = time.duration;
      // "completed 2 weeks prior to enrollment" lets that time pass.
      unsure =
        time.bare &&
        /\b(?:complet|discontinu|stopp|finish|ended)/iu.test(line.text.slice(line.start(from), line.end(to + 1)));
      wait = time.relation === 'before' || (unsure && line.section === 'inclusion');
    }
    to = skipTimeWords(line, to) + 1;
  }
  const result = frame.found['resultWord'];
  if (result !== undefined) parameters.result = result;
  if (setting !== undefined && !setting.includes('|')) parameters.setting = setting;
  const prior = isPrior(line, at, frame, parameters, exclusionVerbAfter(line, to) > to);
  if (prior === undefined) return undefined;
  if (prior === 'current') parameters.ongoing = true;
  const leaves = grouped(list.therapies).map((selection): Expression => ({
    priorTherapy: { ...selection, ...parameters },
  }));
  const together = list.join === 'and' && line.section === 'inclusion' && !frame.negated && !wait;
  return {
    from,
    to,
    expression: together ? allOf(leaves) : anyOf(leaves),
    // A time that must have passed is the absence of treatment within it.
    negated: frame.negated || wait,
    confidence: Math.min(confidence(line, at, list, frame, prior, wait, setting), unsure ? 0.75 : 1),
  };
}

const skipTimeWords = (line: ClinicalLine, index: number): number => {
  const i = skip(line, index, 'filler', 'elapsed', 'must');
  return line.sign(i, '(') && line.items[i + 1]?.time ? i + 1 : i;
};

/** Words behind a treatment that say nothing more about it. */
const tail = (line: ClinicalLine, index: number): number => {
  return skip(line, index, 'therapyNoun', 'entry', 'ago');
};

/** Words that speak of treatment going on, where no word of the past stands beside them. */
const NOW =
  /\b(?:receiving|concurrent|concomitant|current|currently|ongoing|undergoing|simultaneous|active|on)\b(?!.*\b(?:prior|previous|previously|received|past)\b)/iu;

function isPrior(
  line: ClinicalLine,
  at: number,
  frame: Frame,
  parameters: Partial<PriorTherapyParameters>,
  forbidden: boolean,
): 'prior' | 'current' | 'parent' | 'bare' | undefined {
  const word = frame.found['priorWord'];
  const current = frame.found['currentWord'];
  const said = line.text.slice(line.start(frame.from), line.start(at));
  // "Prior, planned, or ongoing chemotherapy": what was given before counts too.
  const now =
    NOW.test(said) &&
    !/\b(?:prior|previous(?:ly)?|past)\b/iu.test(line.text.slice(line.start(line.sentenceStart(at)), line.start(at)));
  if (word !== undefined && !now) return 'prior';
  if (parameters.within !== undefined || parameters.result !== undefined || frame.history) return 'prior';
  if (current !== undefined) return now ? 'current' : 'prior';
  for (let i = line.sentenceStart(frame.from); i < frame.from; i++)
    if (line.is(i, 'priorWord') && !line.is(i, 'currentWord')) return 'prior';
  const parent = line.context.parents.at(-1) ?? '';
  if (/prior|previous|received|history|treated|treatment|therap/iu.test(parent)) return 'parent';
  return forbidden || line.section === 'exclusion' ? 'bare' : undefined;
}

function confidence(
  line: ClinicalLine,
  at: number,
  list: NonNullable<ReturnType<typeof therapyList>>,
  frame: Frame,
  prior: 'prior' | 'current' | 'parent' | 'bare',
  wait: boolean,
  setting: string | undefined,
): number {
  if (prior === 'bare') return 0.65;
  // "Anticancer treatment with radiation or targeted therapy": the general name is not meant beside the special ones.
  if (list.therapies.length > 1 && WITH.test(line.text.slice(line.start(at), line.end(list.to)))) return 0.75;
  // A degrader is no inhibitor, and "targeted small molecules" are not all that is targeted.
  if (
    /\bdegraders?\b|\bsmall[- ]molecules?\b(?! kinase)/iu.test(
      line.text.slice(line.start(frame.from), line.end(list.to + 1)),
    )
  )
    return 0.75;
  // What the line above says of it (a time, a condition) is not read here.
  if (prior === 'parent') return 0.75;
  if (/\bcombination\b|\bcombined with\b|\bplus\b/iu.test(line.text)) return 0.7;
  // "for unresectable or metastatic disease" is no single setting of the language.
  if (setting?.includes('|') === true) return 0.75;
  const sentence = line.text.slice(line.start(line.sentenceStart(at)), line.start(at));
  // "Planned for 3 months of ...": treatment to come.
  if (
    /\b(?:plan(?:s|ned|ning)?|scheduled|candidates?|eligible|intend(?:ed|s)?|will (?:be|receive|undergo))\b/iu.test(
      sentence,
    ) &&
    !/\b(?:prior|previous|or)\b/iu.test(sentence)
  )
    return 0.65;
  // "PSA < 2 ng/mL. Obtained at least 6 weeks after surgery": when something was measured.
  if (
    wait &&
    /\b(?:obtained|measured|collected|drawn|assessed|scanned)\b/iu.test(
      line.text.slice(line.start(line.sentenceStart(frame.from)), line.start(at)),
    )
  )
    return 0.65;
  // "Receive surgery or radiation during the study": treatment to come.
  if (
    prior !== 'current' &&
    /^[^.;]{0,60}\b(?:during|while on|throughout|for the duration of) (?:the |this |their |participation in (?:the |this )?)?(?:study|trial|protocol|treatment period)\b/iu.test(
      line.text.slice(line.end(list.to)),
    ) &&
    !/\b(?:prior|previous(?:ly)?|within|received|had)\b/iu.test(sentence)
  )
    return 0.65;
  const before = line.text.slice(line.start(frame.from), line.start(at));
  if (/\b(?:high|low)[- ]dose\b|\bmay (?:also )?have\b/iu.test(before)) return 0.65;
  if (list.join === 'and' && line.section === 'exclusion' && list.therapies.length > 1) return 0.78;
  if (wait && line.section === 'exclusion') return 0.6;
  if (frame.suspected) return 0.7;
  return prior === 'current' ? 0.84 : 0.9;
}
