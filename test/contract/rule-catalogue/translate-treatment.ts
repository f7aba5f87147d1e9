import type {
  Expression,
  PriorTherapyParameters,
  ProgressionParameters,
  TherapySelection,
} from '../../../src/domain/criteria/model.js';
import type { Parameters } from './parameters.js';
import { classesOf, regimenPartner, selectionOf } from './parameters.js';

const nsclc: Expression = { cancer: { anyOf: ['NSCLC'] } };

function exceptions(p: Parameters): { except?: TherapySelection[] } {
  const text = p.get('except');
  return text === undefined ? {} : { except: [selectionOf(text.replace(/^types /, 'class '))] };
}

function line(p: Parameters): { line?: number | 'mostRecent' } {
  const text = p.get('line');
  if (text === undefined) return {};
  return { line: text === 'mostRecent' ? 'mostRecent' : p.number('line', 2) };
}

const therapy = (parameters: PriorTherapyParameters): Expression => ({ priorTherapy: parameters });

function priorTherapy(p: Parameters): Expression {
  const select = p.text('select');
  if (select.includes('standard of care for the driver')) {
    const except = p.has('exceptGenes') ? { exceptGenes: ['KRAS'] } : {};
    return {
      all: [
        nsclc,
        { driverEvent: { cancer: 'NSCLC', therapy: 'standardOfCare', ...except } },
        therapy({ classes: ['targetedTherapy'] }),
      ],
    };
  }
  const common: PriorTherapyParameters = {
    ...exceptions(p),
    ...p.within(),
    ...line(p),
    ...(p.has('intent') && {
      intent: [
        p.text('intent') === 'curative' ? 'curative' : p.text('intent') === 'adjuvant' ? 'adjuvant' : 'palliative',
      ],
    }),
    ...(p.has('setting') && { setting: p.text('setting').includes('advanced') ? 'advanced' : 'metastatic' }),
    ...(p.has('ongoing') && { ongoing: true }),
    ...(p.has('target') && { target: p.text('target') }),
    ...(p.has('atLeastWeeksAgo') && { before: { value: 4, unit: 'wk' } }),
    ...(p.has('onlyClass') && { only: true, classes: classesOf(p.text('onlyClass')) }),
  };
  if (/\(all\)$/.test(select))
    return { all: classesOf(select.replace('class ', '')).map((name) => therapy({ ...common, classes: [name] })) };
  if (p.has('onlyClass')) return therapy(common);
  const pathway = p.has('pathway') ? { classes: ['mekInhibitor', 'brafInhibitor', 'krasInhibitor'] } : undefined;
  return therapy({ ...(pathway ?? selectionOf(select)), ...regimenPartner(select), ...common });
}

function priorLineCount(p: Parameters): Expression {
  const of = p.text('of');
  const counted = p.has('nextLineIn')
    ? { min: { value: 1, inclusive: true }, max: { value: 1, inclusive: true } }
    : p.range(2);
  const perioperative = p.has('countPerioperativeIfNextLineWithinMonths')
    ? { countPerioperativeIfNextLineWithin: { value: 6, unit: 'mo' as const } }
    : {};
  const setting = p.has('setting')
    ? { setting: p.text('setting').includes('advanced') ? 'advanced' : 'metastatic' }
    : {};
  // Whether a drug was approved where it was given no record says.
  if (of === 'approved')
    return {
      all: [therapy({ modality: 'systemic', lines: counted }), { attestation: { topic: 'approvedTreatment' } }],
    };
  const parts = { ...setting, ...perioperative, lines: counted };
  if (/\(all\)$/.test(of))
    return { all: classesOf(of.replace('class ', '')).map((name) => therapy({ classes: [name], ...parts })) };
  return therapy({ ...selectionOf(of), ...parts });
}

function priorCombination(p: Parameters): Expression {
  const cycles =
    p.has('minCycles') || p.has('maxCycles') ? { course: { cycles: p.range(2, 'minCycles', 'maxCycles') } } : {};
  const text = p.text('parts');
  if (text.startsWith('regimens'))
    return therapy({ agents: ['fluorouracil'], combinedWith: [{ agents: ['oxaliplatin'] }], ...cycles });
  const parts = text
    .slice(1, text.indexOf(']'))
    .split(', ')
    .map((part) => selectionOf(part.replace('chemotherapy/X', 'chemotherapy')));
  const [first = {}, ...rest] = parts;
  return therapy({ ...first, combinedWith: rest, ...line(p), ...cycles });
}

function course(p: Parameters): PriorTherapyParameters['course'] {
  const duration = (key: string, unit: 'wk' | 'mo') => ({ value: p.number(key, 8), unit });
  return {
    ...(p.has('minWeeks') && { min: duration('minWeeks', 'wk') }),
    ...(p.has('minMonths') && { min: duration('minMonths', 'mo') }),
    ...(p.has('maxWeeks') && { max: duration('maxWeeks', 'wk') }),
    ...((p.has('minCycles') || p.has('maxCycles')) && { cycles: p.range(2, 'minCycles', 'maxCycles') }),
  };
}

function treatmentCourse(p: Parameters): Expression {
  const select = p.text('select');
  const length = course(p);
  return therapy({
    ...selectionOf(select),
    ...regimenPartner(select),
    ...line(p),
    ...(length && Object.keys(length).length > 0 && { course: length }),
    ...(p.has('stopReasonNot') && { stopReasonNot: 'progressed' }),
    ...(p.has('doseReduced') && { doseReduced: true }),
    ...(p.has('maxCumulativeDose') && {
      cumulativeDose: { max: { value: 450, inclusive: true }, unit: 'mg/m2', equivalentTo: 'doxorubicin' },
    }),
  });
}

const responses: Record<string, string> = {
  clinicalBenefit: 'clinicalBenefit',
  pCR: 'pathologicalCompleteResponse',
  'CR|PR': 'responded',
};

function treatmentOutcome(p: Parameters): Expression {
  const select = p.get('select') ?? p.text('select');
  const sensitivity = p.get('sensitivity') as PriorTherapyParameters['sensitivity'];
  const response = p.get('response');
  return therapy({
    ...selectionOf(select),
    ...regimenPartner(select),
    ...p.within(),
    ...(sensitivity !== undefined && { sensitivity }),
    ...(response !== undefined && { result: responses[response] ?? 'responded' }),
    ...(p.has('evidence') && { evidence: p.text('evidence') }),
  });
}

function progression(p: Parameters): Expression {
  const after = p.get('after');
  const parameters: ProgressionParameters = {};
  if (after !== undefined && after !== 'any') {
    const list = after.startsWith('[') ? after.slice(1, -1).split(', ') : [after];
    const [first = {}, ...rest] = list.map((part) => selectionOf(part));
    parameters.after = { ...first, ...regimenPartner(after), ...(rest.length > 0 && { combinedWith: rest }) };
  }
  if (p.has('line')) parameters.after = { modality: 'systemic', ...parameters.after, line: 'mostRecent' };
  if (p.has('minLines')) parameters.lines = { min: { value: 2, inclusive: true } };
  const length = course(p);
  if (length && Object.keys(length).length > 0) parameters.course = length;
  for (const key of ['evidence', 'pace', 'extent'] as const) if (p.has(key)) parameters[key] = p.text(key);
  if (p.has('criteria')) parameters.criteria = p.text('criteria');
  return { progression: parameters };
}

function priorRadiotherapy(p: Parameters): Expression {
  const location = p.get('location');
  return therapy({
    modality: 'radiation',
    ...(location !== undefined && { site: location === 'X' ? 'bone' : location }),
    ...(p.has('minCourses') && { courses: { min: { value: 2, inclusive: true } } }),
    ...p.within(),
    ...(p.get('type') === 'external' && { target: 'external' }),
  });
}

function surgery(p: Parameters): Expression {
  const location = p.get('location');
  return therapy({
    modality: 'surgery',
    ...(p.has('planned') && { planned: true }),
    ...(location !== undefined && { site: location.startsWith('X') ? 'liver' : location }),
    ...(p.has('completeness') && { completeness: p.text('completeness') as 'complete' }),
    ...p.within(),
    ...(p.get('type') === 'cytoreductive' && { intent: ['cytoreductive'] }),
  });
}

function washout(p: Parameters): Expression {
  const weeks = { value: p.number('weeks', 4), unit: 'wk' } as const;
  const within = p.has('halfLives') ? { shorterOf: [weeks, { halfLives: 5 }] } : weeks;
  return therapy({ ...selectionOf(p.text('select')), ...exceptions(p), within });
}

function treatmentOption(p: Parameters): Expression {
  const option = {
    ...(p.has('intent') && { intent: p.text('intent') === 'Y' ? 'palliative' : p.text('intent') }),
    ...(p.has('line') && { line: 1 }),
  };
  if (p.has('standardOfCare')) return { treatmentOption: { exhausted: 'standardOfCare' } };
  const selection: TherapySelection = p.has('treatment')
    ? { agents: ['cisplatin'] }
    : p.has('class')
      ? { classes: classesOf(p.text('class')) }
      : p.has('modality')
        ? { modality: p.text('modality') }
        : {};
  return {
    treatmentOption: {
      ...selection,
      ...option,
      ...(p.has('location') && { location: 'bone' }),
      ...(p.has('intensity') && { intensity: p.text('intensity') }),
      ...(p.has('onLabel') && { onLabel: true }),
      available: p.get('available') !== 'false',
    },
  };
}

function trialParticipation(p: Parameters): Expression {
  const is = p.get('when') === 'current' ? 'current' : 'ever';
  const leaf: Expression = { trialParticipation: { is, ...(p.get('trial') === 'X' && { trial: 'NCT00000001' }) } };
  return p.get('expected') === 'false' ? { not: leaf } : leaf;
}

export const treatmentTranslators: Record<string, (p: Parameters) => Expression> = {
  priorTherapy,
  priorLineCount,
  priorCombination,
  treatmentCourse,
  treatmentOutcome,
  progression,
  priorRadiotherapy,
  surgery,
  washout,
  treatmentOption,
  trialParticipation,
};
