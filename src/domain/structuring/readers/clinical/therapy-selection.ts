import type { PriorTherapyParameters, TherapySelection } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Item } from './items.js';
import { asideEnd, joint, skip } from './grammar.js';

/** A treatment a line names, with what the name itself says of it. */
export type NamedTherapy = TherapySelection & Pick<PriorTherapyParameters, 'site' | 'magnitude' | 'setting' | 'intent'>;

/** Reads a `modality` value of the lexicon: `radiation@brain`, `transplant:allogeneicStemCellTransplant`, `surgery~major`. */
function modalityOf(value: string): NamedTherapy {
  const [, modality = value, mark, detail] = /^([a-zA-Z]+)(?:([@:~])(.+))?$/u.exec(value) ?? [];
  if (mark === '@') return detail === 'palliative' ? { modality, intent: ['palliative'] } : { modality, site: detail! };
  if (mark === ':') return { modality, classes: [detail!] };
  if (mark === '~') return { modality, magnitude: detail as 'major' };
  return { modality };
}

/** Classes of the vocabulary that are a modality as a whole. */
const MODALITY_OF_CLASS: Readonly<Record<string, string>> = {
  systemicTherapy: 'anticancer',
  chemotherapy: 'chemotherapy',
  immunotherapy: 'immunotherapy',
  targetedTherapy: 'targeted',
  endocrineTherapy: 'endocrine',
  biologicTherapy: 'biologic',
  monoclonalAntibody: 'antibody',
  cellTherapy: 'cellTherapy',
  radiopharmaceutical: 'radiopharmaceutical',
  cancerVaccine: 'vaccine',
  investigationalAgent: 'investigational',
};

/** "anti-EGFR antibody": of a target's agents only the antibodies. */
const ANTIBODIES: Readonly<Record<string, string>> = {
  egfrInhibitor: 'egfrAntibody',
  her2Targeted: 'her2Antibody',
  vegfInhibitor: 'vegfAntibody',
};

function ofDrug(drug: NonNullable<Item['drug']>): NamedTherapy {
  if ('agent' in drug) return { agents: [drug.agent] };
  const modality = MODALITY_OF_CLASS[drug.drugClass];
  return modality === undefined ? { classes: [drug.drugClass] } : { modality };
}

/** Medicines against the cancer are treatments; all others are concomitant medication. */
export function isAnticancer(line: ClinicalLine, drug: NonNullable<Item['drug']>): boolean {
  const { drugs } = line.vocabulary;
  if ('agent' in drug) return drugs.classesOf(drug.agent).includes('systemicTherapy');
  return (
    drugs.isClass(drug.drugClass, 'systemicTherapy') || ['geneTherapy', 'investigationalAgent'].includes(drug.drugClass)
  );
}

/** A treatment at `index`, and the index after its nouns ("anti-PD-1 antibody", "platinum-based chemotherapy"). */
export function therapyAt(line: ClinicalLine, index: number): { therapy: NamedTherapy; to: number } | undefined {
  const item = line.items[index];
  if (!item || item.tags['medication'] !== undefined) return undefined;
  const modality = item.tags['modality'];
  let therapy: NamedTherapy;
  if (modality !== undefined && modality !== 'any') therapy = modalityOf(modality);
  else if (item.drug && isAnticancer(line, item.drug)) therapy = ofDrug(item.drug);
  else return undefined;
  const antibodies = therapy.classes?.length === 1 ? ANTIBODIES[therapy.classes[0]!] : undefined;
  if (antibodies !== undefined && /\bantibod/u.test(line.items[index + 1]?.text ?? ''))
    therapy = { classes: [antibodies] };
  let to = index + 1;
  for (;;) {
    const aside = asideEnd(line, to);
    if (aside > to) to = aside;
    else if (line.sign(to, '-') && (line.is(to + 1, 'therapyNoun') || line.is(to + 1, 'modality'))) to += 1;
    else if (line.is(to, 'therapyNoun')) to += 1;
    else if (line.tag(to, 'modality') === 'any') to += 1;
    else break;
  }
  return { therapy, to };
}

const LIST_WORDS = [
  'filler',
  'route',
  'setting',
  'including',
  'priorWord',
  'certainty',
  'otherMalignancy',
  'severity',
] as const;

/** "prior chemotherapy, immunotherapy, or anti-PD-1 antibody": the treatments, how joined, and the index after the last. */
export function therapyList(
  line: ClinicalLine,
  first: number,
): { therapies: NamedTherapy[]; join: 'and' | 'or'; to: number } | undefined {
  const start = therapyAt(line, first);
  if (!start) return undefined;
  const therapies = [start.therapy];
  let to = start.to;
  let join: 'and' | 'or' | undefined;
  for (;;) {
    const between = joint(line, to);
    let i = between.to;
    const inclusive = line.is(i, 'including') || line.sign(i, '(');
    if (line.sign(i, '(')) i += 1;
    let setting: string | undefined;
    while (LIST_WORDS.some((tag) => line.is(i, tag)) && !therapyAt(line, i)) {
      setting ??= line.tag(i, 'setting');
      i += 1;
    }
    const next = therapyAt(line, i);
    // Neighbours without a connective ("pembrolizumab nivolumab") are one list only inside "including" and parentheses.
    const specified = /\bwith$/u.test(line.items[to]?.text ?? '');
    if (!next || (between.to === to && !inclusive && !specified)) break;
    if (setting !== undefined && next.therapy.setting === undefined && !setting.includes('|'))
      next.therapy.setting = setting;
    // "immunotherapy with PD-1 or CTLA-4 antibodies": what follows says which.
    const which =
      therapies.length === 1 &&
      next.therapy.modality === undefined &&
      /^(?:treatment |therapy )?(?:with|using)\b/u.test(
        line.text.slice(line.end(to), line.start(i)).trim().toLowerCase(),
      );
    if (which) therapies.length = 0;
    therapies.push(next.therapy);
    to = next.to;
    if (line.sign(to, ')')) to += 1;
    join ??= between.join;
  }
  return { therapies, join: join ?? 'or', to };
}

/** Puts treatments that differ only in agent or class into one selection, so that "nivolumab, pembrolizumab or ..." is one leaf. */
export function grouped(therapies: readonly NamedTherapy[]): NamedTherapy[] {
  const groups: NamedTherapy[] = [];
  for (const therapy of therapies) {
    const same = groups.find(
      (group) =>
        group.modality === therapy.modality &&
        group.site === therapy.site &&
        group.intent?.[0] === therapy.intent?.[0] &&
        group.magnitude === therapy.magnitude &&
        group.setting === therapy.setting &&
        (group.agents === undefined) === (therapy.agents === undefined),
    );
    if (!same) groups.push({ ...therapy });
    else if (therapy.agents) same.agents = [...new Set([...(same.agents ?? []), ...therapy.agents])];
    else if (therapy.classes && same.classes) same.classes = [...new Set([...same.classes, ...therapy.classes])];
    else if (therapy.classes) groups.push({ ...therapy });
  }
  return groups;
}

/** Index after "for metastatic disease", "for the treatment of prostate cancer", "in the study disease". */
export function purposeEnd(line: ClinicalLine, index: number): number {
  if (line.items[index]?.text.startsWith('for') !== true) return index;
  let i = skip(line, index, 'filler', 'therapyNoun', 'extent', 'diseaseAdjective', 'connector');
  let named = false;
  for (; i < line.items.length; i++) {
    const item = line.items[i]!;
    if (item.cancer || item.tags['extentHead'] !== undefined || item.tags['malignancy'] !== undefined) named = true;
    else if (!['filler', 'extent', 'diseaseAdjective'].some((tag) => line.is(i, tag))) break;
  }
  return named ? i : index;
}
