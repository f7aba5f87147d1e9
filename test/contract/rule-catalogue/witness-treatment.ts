import type { LeafParameters, PriorTherapyParameters, TherapySelection } from '../../../src/domain/criteria/model.js';
import { approximateDays } from '../../../src/domain/logic/duration.js';
import type { Fact, Profile, TherapyFact } from '../../../src/domain/patient/profile.js';
import { daysAgo, fact, inside, insideWindow } from './facts.js';
import type { Witnesses } from './leaf-witness.js';
import type { Witness } from './witness.js';

/** A drug of a class, for the classes of the catalogue. */
const agentOf: Record<string, string> = {
  platinum: 'cisplatin',
  taxane: 'paclitaxel',
  anthracycline: 'doxorubicin',
  fluoropyrimidine: 'fluorouracil',
  targetedTherapy: 'osimertinib',
  mekInhibitor: 'trametinib',
  chemotherapy: 'etoposide',
  investigationalAgent: 'investigational agent',
  antiPd1PdL1: 'pembrolizumab',
};

const procedures = new Set(['surgery', 'radiation']);

/** A course of what is selected; the other fields make it the very course asked for. */
function courseOf(selection: TherapySelection, fields: Partial<TherapyFact>): Fact {
  const [named] = selection.agents ?? [];
  const [drugClass] = selection.classes ?? [];
  const agent = named ?? (drugClass === undefined ? undefined : (agentOf[drugClass] ?? drugClass));
  const modality = selection.modality ?? 'chemotherapy';
  const drug = agent ?? (procedures.has(modality) || modality === 'systemic' ? undefined : modality === 'chemotherapy' ? 'etoposide' : undefined); // prettier-ignore
  return fact('therapy', {
    agents: drug !== undefined ? [drug] : modality === 'systemic' ? ['etoposide'] : [],
    classes: drugClass === undefined ? [] : [drugClass],
    modality: modality === 'systemic' ? 'chemotherapy' : modality,
    ...fields,
  });
}

const resultOf: Record<string, string> = {
  clinicalBenefit: 'stable',
  pathologicalCompleteResponse: 'pcr',
  responded: 'cr',
};

/** Days of treatment that a course asked for lasts. */
function lengthOf({ course }: PriorTherapyParameters): number {
  if (course?.min) return Math.ceil(approximateDays(course.min) ?? 0) + 7;
  return course?.max ? Math.max(1, Math.floor((approximateDays(course.max) ?? 0) / 2)) : 20;
}

function fieldsOf(p: PriorTherapyParameters, line?: number): Partial<TherapyFact> {
  const end = p.before ? daysAgo(400) : insideWindow(p.within);
  const start = p.within
    ? end
    : daysAgo(Math.round((Date.parse('2026-11-24') - Date.parse(end)) / 86_400_000) + lengthOf(p));
  const given = p.line === 'mostRecent' ? 1 : (p.line ?? line);
  return {
    start,
    ...(p.ongoing ? { ongoing: true } : { end }),
    ...(given !== undefined && { line: given }),
    ...(p.setting !== undefined && { setting: p.setting }),
    ...(p.intent && { intent: p.intent[0] ?? '' }),
    ...(p.result !== undefined && { result: resultOf[p.result] ?? p.result }),
    ...(p.sensitivity === 'acquiredResistance' && { result: 'responded' }),
    ...(p.evidence !== undefined && { evidence: p.evidence }),
    ...(p.site !== undefined && { site: p.site }),
    ...(p.target !== undefined && { target: p.target }),
    ...(p.doseReduced !== undefined && { doseReduced: p.doseReduced }),
    ...(p.planned && { planned: true }),
    ...(p.course?.cycles && { cycles: inside(p.course.cycles) }),
    ...(p.stopReasonNot !== undefined && { result: 'intolerant' }),
    ...(p.cumulativeDose && { cumulativeDose: { value: inside(p.cumulativeDose), unit: p.cumulativeDose.unit } }),
    ...(p.completeness !== undefined && { completeness: p.completeness }),
  };
}

/** The progression that makes a treatment sensitive, resistant or refractory by its date. */
function outcomes(p: PriorTherapyParameters): Fact[] {
  const at = (date: string) => [fact('diseaseStatus', { value: 'progression', date })];
  switch (p.sensitivity) {
    case 'resistant':
      return at(daysAgo(5));
    case 'primaryRefractory':
      return at(daysAgo(25));
    case 'sensitive':
      return at(daysAgo(5));
    case 'acquiredResistance':
      return at(daysAgo(5));
    case undefined:
      return [];
  }
}

function held(p: PriorTherapyParameters): Fact[] {
  if (p.sensitivity === 'sensitive') return [courseOf(p, { start: daysAgo(600), end: daysAgo(500) }), ...outcomes(p)];
  if (p.sensitivity === 'primaryRefractory')
    return [courseOf(p, { start: daysAgo(60), end: daysAgo(20) }), ...outcomes(p)];
  const partners = (p.combinedWith ?? []).map((partner) => courseOf(partner, fieldsOf(p)));
  return [courseOf(p, fieldsOf(p)), ...partners, ...outcomes(p)];
}

function counted(p: PriorTherapyParameters, everything: Profile['coverage']): Witness {
  const range = p.lines ?? p.courses ?? {};
  const covered = everything ? { coverage: everything } : {};
  const lines = (n: number) =>
    Array.from({ length: n }, (_, i) =>
      courseOf(p, { ...fieldsOf(p, i + 1), start: daysAgo(900 - i * 200), end: daysAgo(850 - i * 200) }),
    );
  const enough = range.min?.value ?? 0;
  const tooMany = (range.max?.value ?? 0) + 1;
  return {
    holds: { facts: lines(enough), ...covered },
    fails: range.max ? { facts: lines(tooMany) } : covered,
    open: range.min && range.min.value > 0 ? {} : { facts: [] },
  };
}

function priorTherapy(p: PriorTherapyParameters, everything: Profile['coverage']): Witness {
  const covered = everything ? { coverage: everything } : {};
  // Nobody knows the half-life of a drug under investigation.
  const investigational =
    p.classes?.includes('investigationalAgent') && p.within !== undefined && !('value' in p.within);
  if (investigational) return { fails: covered, open: { facts: held(p) } };
  if (p.lines ?? p.courses) return counted(p, everything);
  const facts = held(p);
  if (p.only)
    return {
      holds: { facts, ...covered },
      fails: { facts: [courseOf({ agents: ['pembrolizumab'], modality: 'immunotherapy' }, {})] },
      open: {},
    };
  return { holds: { facts }, fails: covered, open: {} };
}

function progression(p: LeafParameters['progression'], everything: Profile['coverage']): Witness {
  const details = [p.extent, p.pace, p.criteria].flatMap((part) =>
    part === undefined ? [] : [fact('finding', { topic: `progression:${part}`, value: true })],
  );
  const byTherapy = p.after ?? p.lines ?? p.course ?? p.evidence;
  if (byTherapy === undefined)
    return {
      holds: { facts: [fact('diseaseStatus', { value: 'progression', date: daysAgo(5) }), ...details] },
      fails: { facts: [fact('diseaseStatus', { value: 'stable', date: daysAgo(5) })] },
      open: {},
    };
  const { after = { modality: 'systemic' } } = p;
  const asked: PriorTherapyParameters = {
    ...after,
    result: 'progressed',
    ...(p.lines && { lines: p.lines }),
    ...(p.course && { course: p.course }),
    ...(p.evidence && { evidence: p.evidence }),
  };
  const { holds, fails, open } = priorTherapy(asked, everything);
  return {
    ...(holds && { holds: { ...holds, facts: [...(holds.facts ?? []), ...details] } }),
    ...(fails && { fails }),
    ...(open && { open }),
  };
}

const said = (topic: string, value: boolean | string): Partial<Profile> => ({
  facts: [fact('finding', { topic, value })],
});

export const treatmentWitnesses: Witnesses = {
  priorTherapy,
  progression,
  treatmentOption: (p) => {
    const named = [...(p.agents ?? []), ...(p.classes ?? []), ...(p.modality === undefined ? [] : [p.modality])].sort();
    const line = p.line === undefined ? undefined : `line${p.line}`;
    const parts = [...named, p.intent, p.intensity, p.location, line, p.onLabel ? 'onLabel' : undefined].filter((part) => part !== undefined); // prettier-ignore
    const topic = p.exhausted === undefined ? `option:${parts.join('+')}` : `exhausted:${p.exhausted}`;
    const yes = p.available !== false;
    return { holds: said(topic, yes), fails: said(topic, !yes), open: {} };
  },
  trialParticipation: ({ is, trial }) => ({
    holds: said(is === 'current' ? 'trial:current' : 'trial:past', trial ?? 'NCT00000009'),
    fails: said(is === 'current' ? 'trial:current' : 'trial:past', false),
    open: {},
  }),
};
