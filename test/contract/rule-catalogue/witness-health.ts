import type { ConceptRef, LeafParameters } from '../../../src/domain/criteria/model.js';
import type { Profile } from '../../../src/domain/patient/profile.js';
import { daysAgo, fact, inside, insideWindow } from './facts.js';
import type { Witnesses } from './leaf-witness.js';
import type { Witness } from './witness.js';

const code = (ref: ConceptRef | undefined): string =>
  ref === undefined ? 'diabetes' : typeof ref === 'string' ? ref : ref.code;

/** Born so many years before the as-of date, on the first of the year. */
const aged = (years: number): Partial<Profile> => ({ birthDate: `${2026 - years}-01-01` });

const covered = (everything: Profile['coverage']): Partial<Profile> => (everything ? { coverage: everything } : {});

function condition(p: LeafParameters['condition'], everything: Profile['coverage']): Witness {
  const id = code(p.anyOf[0]);
  const found = fact('condition', {
    concept: { code: id, system: 'condition', name: id },
    status: 'active',
    onset: insideWindow(p.within),
    ...(p.severity !== undefined && { severity: p.severity }),
    ...(p.is === 'uncontrolled' && { severity: 'uncontrolled' }),
    ...(p.attributedTo !== undefined && { attributedTo: p.attributedTo }),
  });
  return { holds: { facts: [found] }, fails: covered(everything), open: {} };
}

const examples: Record<string, string> = {
  herbalMedicine: "St. John's wort",
  anticoagulant: 'warfarin',
  opioid: 'morphine',
};

function medication(p: LeafParameters['medication'], everything: Profile['coverage']): Witness {
  const [named] = p.agents ?? [];
  const [drugClass] = p.classes ?? [];
  const given = p.within === undefined ? { active: true } : { active: false, end: insideWindow(p.within) };
  const taken = fact('medication', {
    agents: [named ?? examples[drugClass ?? ''] ?? 'a drug'],
    classes: drugClass === undefined ? [] : [drugClass],
    ...given,
    ...(p.stableDose !== undefined && { stableDose: p.stableDose }),
  });
  return { holds: { facts: [taken] }, fails: covered(everything), open: {} };
}

function interaction(p: LeafParameters['drugInteraction'], everything: Profile['coverage']): Witness {
  const classes: Record<string, string> = {
    inhibitor: p.property === 'PGP' ? 'pgpInhibitor' : p.property === 'anyCyp' ? 'cyp2d6Inhibitor' : 'cyp3a4Inhibitor',
    inducer: 'cyp3a4Inducer',
    substrate: p.property === 'PGP' ? 'pgpSubstrate' : 'cyp3a4Substrate',
  };
  const drugClass = p.property === 'qtProlonging' ? 'qtProlonging' : (classes[p.role?.[0] ?? 'inhibitor'] ?? '');
  const given = p.within === undefined ? { active: true } : { active: false, end: insideWindow(p.within) };
  return {
    holds: { facts: [fact('medication', { agents: ['a drug'], classes: [drugClass], ...given })] },
    fails: covered(everything),
    open: {},
  };
}

function toxicity(p: LeafParameters['toxicity'], everything: Profile['coverage']): Witness {
  const id = code(p.terms?.[0] ?? 'nausea-and-vomiting');
  const found = fact('condition', {
    concept: { code: id, system: 'condition', name: id },
    status: 'active',
    grade: p.grade ? inside(p.grade) : 1,
    ...(p.scale !== undefined && { gradeScale: p.scale }),
    adverseEvent: true,
    ...(p.attributedTo !== undefined && { attributedTo: p.attributedTo }),
  });
  return { holds: { facts: [found] }, fails: covered(everything), open: {} };
}

export const healthWitnesses: Witnesses = {
  age: ({ min, max }) => ({
    holds: aged((min ?? max)?.value ?? 0),
    fails: aged(min ? min.value - 1 : (max?.value ?? 0) + 2),
    open: {},
  }),
  sex: ({ is }) => ({ holds: { sex: is }, fails: { sex: is === 'male' ? 'female' : 'male' }, open: {} }),
  performance: (p) => {
    const scored = (value: number) => ({ facts: [fact('performance', { scale: p.scale, value, date: daysAgo(3) })] });
    const low = p.scale === 'ecog' ? 3 : 30;
    return { holds: scored(inside(p)), fails: scored(p.scale === 'ecog' && p.min && !p.max ? 0 : low), open: {} };
  },
  pregnancy: () => ({
    holds: { sex: 'female', facts: [fact('pregnancy', { is: 'pregnant', date: daysAgo(3) })] },
    fails: { sex: 'male' },
    open: { sex: 'female' },
  }),
  breastfeeding: () => ({
    holds: { sex: 'female', facts: [fact('pregnancy', { is: 'breastfeeding' })] },
    fails: { sex: 'male' },
    open: { sex: 'female' },
  }),
  substanceUse: ({ is }) => {
    const status = (value: 'current' | 'never') => ({ facts: [fact('smoking', { status: value, date: daysAgo(9) })] });
    return {
      holds: status(is === 'never' ? 'never' : 'current'),
      fails: status(is === 'never' ? 'current' : 'never'),
      open: {},
    };
  },
  familyHistory: ({ anyOf }) => ({
    holds: { facts: [fact('finding', { topic: 'familyHistory', value: code(anyOf[0]) })] },
    fails: { facts: [fact('finding', { topic: 'familyHistory', value: false })] },
    open: {},
  }),
  condition,
  toxicity,
  medication,
  drugInteraction: interaction,
  infection: ({ agent, is }, everything) => ({
    holds: {
      facts: [
        fact('infection', { agent: agent === 'any' ? 'hbv' : agent, status: is === 'active' ? 'active' : 'positive' }),
      ],
    },
    fails: covered(everything),
    open: {},
  }),
  allergy: ({ to, reaction }, everything) => {
    const id = code(to[0]);
    const found = fact('allergy', {
      to: id === 'any' ? 'penicillin' : id,
      classes: [id],
      ...(reaction !== undefined && { reaction }),
    });
    return id === 'studyMedication'
      ? { fails: covered(everything), open: { facts: [found] } }
      : { holds: { facts: [found] }, fails: covered(everything), open: {} };
  },
  supportiveCare: (p, everything) => ({
    holds: {
      facts: [fact('finding', { topic: `supportiveCare:${p.type}`, value: 'ongoing', date: insideWindow(p.within) })],
    },
    fails: covered(everything),
    open: {},
  }),
  procedureOrRouteBarrier: ({ to }) => ({
    holds: { facts: [fact('finding', { topic: `barrier:${to}`, value: true })] },
    fails: { facts: [fact('finding', { topic: `barrier:${to}`, value: false })] },
    open: {},
  }),
};
