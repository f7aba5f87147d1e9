import type { Topic } from './topics.js';

/** The topics are of 2017; ages are counted from here. */
export const TOPICS_AS_OF = '2017-07-01';

const LOINC = 'http://loinc.org';
const coded = (code: string, system = LOINC) => ({ coding: [{ system, code }] });

/** One altered gene of a topic: "BRAF (V600E)", "CDK4 Amplification", "EML4-ALK Fusion transcript", "KIT Exon 9 (A502_Y503dup)". */
interface Alteration {
  genes: string[];
  protein?: string;
  event?: string;
}

export function alterationsOf(text: string): Alteration[] {
  return text.split(',').map((part) => {
    const [named = '', inside] = part.replace(')', '').split('(');
    const [gene = '', ...words] = named.trim().split(/\s+/);
    const event = words.join(' ').toLowerCase();
    return {
      genes: event.startsWith('fusion') ? gene.split('-') : [gene],
      ...(inside !== undefined && { protein: `p.${inside.trim()}` }),
      ...(event !== '' && { event }),
    };
  });
}

/** A topic as an mCODE bundle, read by the same path as any hospital's record. */
export function topicBundle({ number, disease, genes, demographic, other }: Topic): unknown {
  const age = Number.parseInt(demographic, 10);
  const subject = { reference: `Patient/topic-${number}` };
  const born = `${Number(TOPICS_AS_OF.slice(0, 4)) - age - 1}-12-31`;
  const confirmed = coded('confirmed', 'http://terminology.hl7.org/CodeSystem/condition-ver-status');
  const active = coded('active', 'http://terminology.hl7.org/CodeSystem/condition-clinical');
  const condition = (id: string, text: string, cancer: boolean) => ({
    resourceType: 'Condition',
    id,
    ...(cancer && {
      meta: { profile: ['http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-primary-cancer-condition'] },
    }),
    clinicalStatus: active,
    verificationStatus: confirmed,
    category: [coded('problem-list-item', 'http://terminology.hl7.org/CodeSystem/condition-category')],
    code: { text },
    subject,
  });
  const comorbidities = other === 'None' ? [] : other.split(',').map((text) => text.trim());
  const resources = [
    {
      resourceType: 'Patient',
      id: `topic-${number}`,
      gender: demographic.includes('female') ? 'female' : 'male',
      birthDate: born,
    },
    condition('cancer', disease, true),
    ...comorbidities.map((text, i) => condition(`comorbidity-${i + 1}`, text, false)),
    ...alterationsOf(genes).map((alteration, i) => variant(`variant-${i + 1}`, alteration, subject)),
  ];
  return { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) };
}

function variant(id: string, { genes, protein, event }: Alteration, subject: { reference: string }): unknown {
  const component = (code: string, text: string) => ({ code: coded(code), valueCodeableConcept: { text } });
  return {
    resourceType: 'Observation',
    id,
    meta: { profile: ['http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-genomic-variant'] },
    status: 'final',
    category: [coded('laboratory', 'http://terminology.hl7.org/CodeSystem/observation-category')],
    code: coded('69548-6'),
    valueCodeableConcept: coded('LA9633-4'),
    subject,
    component: [
      ...genes.map((gene) => component('48018-6', gene)),
      ...(protein === undefined ? [] : [component('48005-3', protein)]),
      ...(event === undefined ? [] : [component('48019-4', event)]),
    ],
  };
}
