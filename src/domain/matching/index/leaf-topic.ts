import { kindDefinitions } from '../../criteria/kinds/index.js';
import type {
  AllergyParameters,
  ConditionParameters,
  ExpressionParameters,
  InfectionParameters,
  LabParameters,
  LeafKind,
  MedicationParameters,
  PriorTherapyParameters,
  ScaleParameters,
  StageParameters,
  TnmParameters,
  VariantParameters,
  VitalParameters,
} from '../../criteria/model.js';
import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import { isAnyCondition } from '../../evaluation/conditions.js';
import { drugsOf, isDrug, type Drug } from '../../evaluation/drugs-taken.js';
import type { EntryQuestion } from '../../evaluation/entry-question.js';
import { genomicsOf } from '../../evaluation/genomics.js';
import { isAllergyTo } from '../../evaluation/kinds/allergy.js';
import { conditionQuestions } from '../../evaluation/kinds/condition.js';
import { extentStanding } from '../../evaluation/kinds/extent.js';
import { isInfectionWith } from '../../evaluation/kinds/infection.js';
import { medicationQuestions } from '../../evaluation/kinds/medication.js';
import { metastasisStanding } from '../../evaluation/kinds/metastasis.js';
import { performanceStanding } from '../../evaluation/kinds/performance.js';
import { otherCancers } from '../../evaluation/kinds/prior-malignancy.js';
import { countedWithin, countQuestion, isCounted, isPlanned, treatmentQuestions } from '../../evaluation/kinds/prior-therapy.js'; // prettier-ignore
import { isDerivedScale } from '../../evaluation/kinds/scale.js';
import { signatureStanding } from '../../evaluation/kinds/signature.js';
import { stageStanding } from '../../evaluation/kinds/stage.js';
import { tnmStanding } from '../../evaluation/kinds/tnm.js';
import { labQuestion, reportedLabs, type LabQuestion } from '../../evaluation/lab-results.js';
import type { PatientContext } from '../../evaluation/patient-context.js';
import { countLines, type Counted, type LineCount } from '../../evaluation/treatment-lines.js';
import { isSelected, treatmentsOf, type Treatment } from '../../evaluation/treatments.js';
import type { Truth } from '../../logic/truth.js';
import type { AllergyFact, ConditionFact, InfectionFact, VariantFact } from '../../patient/profile.js';
import { geneSymbol, type Vocabulary } from '../../vocabulary/vocabulary.js';
import { ageStanding, labStanding, type Standing } from './standing.js';

/**
 * What leaves are about, and so which of them a record can answer otherwise than an empty record with the same coverage.
 * Too wide a reach costs time, too narrow a one gives wrong answers: test/property/touched-leaves.spec.ts compares.
 */
export type LeafTopic = AllOrNone | ByEntry<unknown> | ByQuestion<unknown> | Repeated | TwiceRepeated;

/** One subject (an analyte, a gene, all that a kind reads): the record speaks of it or it does not. */
export interface AllOrNone {
  reach: 'allOrNone';
  key: string;
  isOn(patient: PatientContext): boolean;
}

/** Leaves that look for a thing in a list: only those that an entry may meet. */
export interface ByEntry<E> {
  reach: 'byEntry';
  key: string;
  entriesOf(patient: PatientContext): readonly E[];
  /** Equal for entries that meet the same leaves. */
  identity(entry: E): string;
  mayMeet(entry: E, leaf: CompiledLeaf, patient: PatientContext): boolean;
  /** No other entry and no day has a part in the answers of the leaves that an entry meets: equal entries give equal answers. */
  alone?: true;
}

/**
 * Leaves of a list kind that ask the same few questions of entries: what each entry answers is found once per patient, and
 * a leaf is the best of its entries.
 */
export interface ByQuestion<E> {
  reach: 'byQuestion';
  key: string;
  entriesOf(patient: PatientContext): readonly E[];
  /** Equal for entries that are the same things to all leaves. */
  identity(entry: E): string;
  /** Equal for leaves that name the same things. */
  named(leaf: CompiledLeaf): string;
  /** Whether the entry is one of those that the leaf names. */
  isNamed(entry: E, leaf: CompiledLeaf, patient: PatientContext): Truth;
  /** What the leaf asks of it; undefined where the leaf has to be judged as a whole. */
  asked(leaf: CompiledLeaf): AskedOfEntries<E> | undefined;
  /** Whether the record's entries all count in the same way; else every leaf that one may meet is judged as a whole. */
  isSimple(patient: PatientContext): boolean;
}

export interface AskedOfEntries<E> {
  questions: readonly EntryQuestion<E>[];
  /** Where a number of entries decides and not the best one: given the entries that surely and that possibly count. */
  counted?: (sure: EntrySet, possible: EntrySet, patient: PatientContext) => Counted;
}

/** Positions of entries, as bits. */
export type EntrySet = number;

/** How many entries an `EntrySet` can tell apart. */
export const MOST_ENTRIES = 31;

/** Leaves that any record answers, and many records alike. */
export interface Repeated {
  reach: 'repeated';
  key: string;
  /** Equal for records that answer all of these leaves alike; undefined for one that says nothing. */
  signatures(leaves: readonly CompiledLeaf[]): Standing;
}

/** Groups of repeated answers that one rougher standing decides together: who stands alike in it stands alike in all. */
export interface TwiceRepeated {
  reach: 'twiceRepeated';
  key: string;
  /** Undefined only for records for which the standings of all parts are undefined. */
  rough: Standing;
  partOf(leaf: CompiledLeaf): Repeated;
}

export function topicOf(leaf: CompiledLeaf, vocabulary: Vocabulary): LeafTopic {
  switch (leaf.kind) {
    case 'condition':
      return conditions;
    case 'priorTherapy':
      return treatments;
    case 'medication':
      return medications;
    case 'allergy':
      return allergies;
    case 'cancer':
      return cancers;
    case 'priorMalignancy':
      return topic('other cancers', (patient) => otherCancers(patient).length > 0);
    case 'stage': {
      const { basis, system } = leaf.parameters as StageParameters;
      return repeated(`stages ${basis} ${system}`, stageStanding({ ...(basis && { basis }), ...(system !== undefined && { system }) })); // prettier-ignore
    }
    case 'sex':
      return repeated('sex', ({ profile }) => profile.sex);
    case 'signature':
      return repeated('signatures', signatureStanding);
    case 'metastasis':
      return repeated('metastases', metastasisStanding);
    case 'extent':
      return repeated('extent', extentStanding);
    case 'performance':
      return repeated('performance', performanceStanding);
    case 'age':
      return { reach: 'repeated', key: 'ages', signatures: ageStanding };
    case 'lab': {
      const question = labQuestion(leaf.parameters as LabParameters, vocabulary);
      return {
        reach: 'twiceRepeated',
        key: question.unitless,
        rough: (patient) => reportedLabs(patient, question),
        partOf: (member) => limitsOn(labQuestion(member.parameters as LabParameters, vocabulary)),
      };
    }
    case 'vital': {
      const { measure, sex } = leaf.parameters as VitalParameters;
      if (sex !== undefined) return topicOfKind(leaf.kind);
      const read: readonly string[] = measure === 'bmi' ? ['bmi', 'weight', 'height'] : [measure];
      return topic(`vital ${measure}`, (patient) => patient.facts('vital').some((fact) => read.includes(fact.measure)));
    }
    case 'tnm': {
      const { basis } = leaf.parameters as TnmParameters;
      return repeated(`tnm ${basis}`, tnmStanding(basis));
    }
    case 'scale':
      return isDerivedScale((leaf.parameters as ScaleParameters).name) ? topicOfKind(leaf.kind) : topic('scales', (patient) => patient.facts('scale').length > 0); // prettier-ignore
    case 'infection':
      return infections;
    case 'variant':
      return (leaf.parameters as VariantParameters).gene === 'any'
        ? repeated('variants', resultsOfAllGenes)
        : testedGenes;
    case 'expression': {
      const { marker } = leaf.parameters as ExpressionParameters;
      const symbol = geneSymbol(marker, vocabulary.genes);
      const has = (patient: PatientContext) => patient.facts('expression').some((fact) => fact.marker === marker || fact.marker === symbol); // prettier-ignore
      return topic(`expression ${marker}`, has);
    }
    default:
      return topicOfKind(leaf.kind);
  }
}

const limitsOn = (question: LabQuestion): Repeated => ({ reach: 'repeated', key: question.name, signatures: (leaves) => labStanding(leaves, question) }); // prettier-ignore

const topic = (key: string, isOn: (patient: PatientContext) => boolean): AllOrNone => ({ reach: 'allOrNone', key, isOn }); // prettier-ignore

const repeated = (key: string, standing: Standing): Repeated => ({
  reach: 'repeated',
  key,
  signatures: () => standing,
});

function topicOfKind(kind: LeafKind): AllOrNone {
  const { reads } = kindDefinitions[kind];
  return topic(`kind ${kind}`, (patient) =>
    reads.some((read) => {
      if (read === 'birthDate') return patient.profile.birthDate !== undefined;
      if (read === 'sex') return patient.profile.sex !== undefined;
      return patient.facts(read).length > 0;
    }),
  );
}

const byEntry = <E>(given: Omit<ByEntry<E>, 'reach'>): ByEntry<unknown> => ({ reach: 'byEntry', ...given }); // prettier-ignore

const byQuestion = <E>(given: Omit<ByQuestion<E>, 'reach'>): ByQuestion<unknown> => ({ reach: 'byQuestion', ...given }); // prettier-ignore

const conditions = byQuestion<ConditionFact>({
  key: 'conditions',
  entriesOf: (patient) => patient.facts('condition'),
  identity: ({ concept }) => `${concept.code}|${concept.name}`,
  named: ({ parameters }) => JSON.stringify((parameters as ConditionParameters).anyOf),
  isNamed: (fact, { parameters }, { vocabulary }) =>
    isAnyCondition(fact, (parameters as ConditionParameters).anyOf, vocabulary.conditions),
  asked: ({ parameters }) => ({ questions: conditionQuestions(parameters as ConditionParameters) }),
  // A condition that the patient is said not to have speaks against it.
  isSimple: (patient) => patient.facts('condition').every(({ present }) => present !== false),
});

const treatments = byQuestion<Treatment>({
  key: 'treatments',
  entriesOf: treatmentsOf,
  identity: ({ agents, classes, modalities }) => [agents, classes, modalities].map((names) => names.join()).join('|'),
  named: ({ parameters }) => {
    const { only, agents, classes, modality } = parameters as PriorTherapyParameters;
    return JSON.stringify([only, agents, classes, modality]);
  },
  isNamed: (treatment, { parameters }, { vocabulary }) => {
    const asked = parameters as PriorTherapyParameters;
    // "Nothing but" is answered by everything else.
    return asked.only === true ? 'unknown' : isSelected(treatment, asked, vocabulary);
  },
  asked: ({ parameters }) => {
    const asked = parameters as PriorTherapyParameters;
    if (asked.only === true || asked.planned === true) return undefined;
    const questions = treatmentQuestions(asked);
    if (!isCounted(asked)) return { questions };
    return {
      questions: [...questions, ...countQuestion(asked)],
      counted: countedBy(asked),
    };
  },
  isSimple: (patient) => !treatmentsOf(patient).some(isPlanned),
});

function countedBy(asked: PriorTherapyParameters): AskedOfEntries<Treatment>['counted'] {
  const counted = countedWithin(asked);
  return (sure, possible, patient) => counted(linesOf(sure, patient), linesOf(possible, patient), patient);
}

/** Patients have few sets of treatments that criteria count, however many criteria there are. */
function linesOf(set: EntrySet, patient: PatientContext): LineCount {
  const known = patient.memo('lines of sets of treatments', () => new Map<EntrySet, LineCount>());
  let lines = known.get(set);
  if (!lines) known.set(set, (lines = countLines(treatmentsOf(patient).filter((_, i) => ((set >>> i) & 1) === 1))));
  return lines;
}

const medications = byQuestion<Drug>({
  key: 'medications',
  entriesOf: drugsOf,
  identity: ({ agents, classes }) => `${agents.join()}|${classes.join()}`,
  named: ({ parameters }) => {
    const { agents, classes } = parameters as MedicationParameters;
    return JSON.stringify([agents, classes]);
  },
  isNamed: (drug, { parameters }, patient) => isDrug(drug, parameters as MedicationParameters, patient),
  asked: ({ parameters }) => ({ questions: medicationQuestions(parameters as MedicationParameters) }),
  isSimple: () => true,
});

const allergies = byEntry<AllergyFact>({
  key: 'allergies',
  entriesOf: (patient) => patient.facts('allergy'),
  identity: ({ to, classes = [] }) => `${to}|${classes.join()}`,
  mayMeet: (fact, { parameters }, { vocabulary }) =>
    (parameters as AllergyParameters).to.some((asked) => isAllergyTo(fact, asked, vocabulary) !== 'false'),
});

const infections = byEntry<InfectionFact | ConditionFact>({
  key: 'infections',
  entriesOf: (patient) => [...patient.facts('infection'), ...patient.facts('condition')],
  identity: (fact) => (fact.kind === 'infection' ? fact.agent : `condition ${fact.concept.code}`),
  mayMeet: (fact, { parameters }, { vocabulary }) => isInfectionWith(fact, (parameters as InfectionParameters).agent, vocabulary), // prettier-ignore
});

/** What a record says of one gene. */
interface TestedGene {
  gene: string;
  /** Equal for equal results. */
  results: string;
}

/** Without where and when it was found. */
const resultText = (facts: readonly VariantFact[] = []): string =>
  JSON.stringify(facts.map(({ source: _source, date: _date, ...result }) => result));

const resultsOfAllGenes: Standing = (patient) =>
  patient.memo('results of all genes', () => {
    const { all } = genomicsOf(patient);
    return all.length === 0 ? undefined : resultText(all);
  });

/** Genes with a result, or on a panel that was done: a panel without the gene leaves it as unknown as no panel does. */
const testedGenes = byEntry<TestedGene>({
  key: 'tested genes',
  entriesOf: (patient) =>
    patient.memo('tested genes', () => {
      const { variants, panels } = genomicsOf(patient);
      const genes = [...new Set([...variants.keys(), ...panels.keys()])];
      return genes.map((gene) => {
        return { gene, results: `${gene} ${panels.has(gene)} ${resultText(variants.get(gene))}` };
      });
    }),
  identity: ({ results }) => results,
  mayMeet: ({ gene }, { parameters }, { vocabulary }) =>
    geneSymbol((parameters as VariantParameters).gene, vocabulary.genes) === gene,
  alone: true,
});

/** Where and when a diagnosis was recorded makes no difference to which cancer it is. */
const NOT_THE_CANCER = new Set(['source', 'date', 'onset', 'mapping']);

const cancers: Repeated = {
  reach: 'repeated',
  key: 'cancers',
  signatures: () => (patient) =>
    patient.memo('which cancers', () => {
      const facts = patient.facts('cancer');
      if (facts.length === 0) return undefined;
      return JSON.stringify(facts, (key, value: unknown) => (NOT_THE_CANCER.has(key) ? undefined : value));
    }),
};
