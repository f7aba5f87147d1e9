import { significant } from '../logic/interval.js';
import type { LabFact } from '../patient/profile.js';
import { comparable, currentLabs, labsOf, labWindow } from './lab-value.js';
import type { PatientContext } from './patient-context.js';
import { estimateRenalFunction, type RenalFormula } from './renal.js';

interface Input {
  fact: LabFact;
  value: number;
}

/** The newest current value of an analyte in a unit; undefined where it is missing, old, censored or incomparable. */
function input(patient: PatientContext, analyte: string, unit: string): Input | undefined {
  const { vocabulary } = patient;
  const current = currentLabs(patient, labsOf(patient, analyte), labWindow(analyte, undefined, vocabulary), false);
  const fact = 'facts' in current ? current.facts[0] : undefined;
  const interval = fact && comparable(fact, unit, vocabulary)?.interval;
  return fact && interval && interval.low === interval.high ? { fact, value: interval.low } : undefined;
}

function made(base: LabFact, analyte: string, value: number, unit: string, how: string): LabFact {
  const { low: _low, high: _high, comparator: _comparator, ...rest } = base;
  return {
    ...rest,
    analyte,
    value: significant(value),
    unit,
    recorded: `${significant(Number(value.toFixed(3)))} ${unit}, ${how}`,
  };
}

/** The reported reference range of the value that was corrected, in the unit of the correction. */
function withLimits(
  corrected: LabFact,
  { low, high, unit, analyte }: LabFact,
  { vocabulary }: PatientContext,
): LabFact {
  const converted = (limit: number | undefined) =>
    limit === undefined ? undefined : vocabulary.units.convert(limit, unit, corrected.unit, analyte);
  const [from, to] = [converted(low), converted(high)];
  return { ...corrected, ...(from !== undefined && { low: from }), ...(to !== undefined && { high: to }) };
}

/** Calcium for an albumin of 4 g/dL: + 0.8 mg/dL per g/dL below (Payne et al. 1973); the reported range stays valid. */
function correctedCalcium(patient: PatientContext): LabFact[] {
  const calcium = input(patient, 'calcium', 'mg/dL');
  const albumin = input(patient, 'albumin', 'g/dL');
  if (!calcium || !albumin) return [];
  const value = calcium.value + 0.8 * (4 - albumin.value);
  const how = `calcium ${calcium.value} mg/dL corrected for albumin ${albumin.value} g/dL`;
  return [withLimits(made(calcium.fact, 'correctedCalcium', value, 'mg/dL', how), calcium.fact, patient)];
}

/** Magnesium for an albumin of 40 g/L: + 0.005 mmol/L per g/L below (Kroll and Elin 1985). */
function correctedMagnesium(patient: PatientContext): LabFact[] {
  const magnesium = input(patient, 'magnesium', 'mmol/L');
  const albumin = input(patient, 'albumin', 'g/L');
  if (!magnesium || !albumin) return [];
  const value = magnesium.value + 0.005 * (40 - albumin.value);
  const fact = made(magnesium.fact, 'magnesium', value, 'mmol/L', `corrected for albumin ${albumin.value} g/L`);
  return [withLimits(fact, magnesium.fact, patient)];
}

function share(patient: PatientContext): LabFact[] {
  const direct = input(patient, 'directBilirubin', 'mg/dL');
  const total = input(patient, 'bilirubin', 'mg/dL');
  if (!direct || !total || total.value <= 0) return [];
  return [
    made(direct.fact, 'directBilirubinShare', (100 * direct.value) / total.value, '%', 'direct over total bilirubin'),
  ];
}

/** Platelets x neutrophils / lymphocytes, all in 10*9/L (Hu et al. 2014). */
function immuneInflammation(patient: PatientContext): LabFact[] {
  const [platelets, anc, lymphocytes] = ['platelets', 'anc', 'lymphocytes'].map((id) => input(patient, id, '10*9/L'));
  if (!platelets || !anc || !lymphocytes || lymphocytes.value <= 0) return [];
  const value = (platelets.value * anc.value) / lymphocytes.value;
  return [made(anc.fact, 'systemicImmuneInflammationIndex', value, '10*9/L', 'platelets x neutrophils / lymphocytes')];
}

/** Indirect bilirubin is what of the total is not direct. */
function indirectBilirubin(patient: PatientContext): LabFact[] {
  const direct = input(patient, 'directBilirubin', 'mg/dL');
  const total = input(patient, 'bilirubin', 'mg/dL');
  if (!direct || !total) return [];
  return [
    made(
      total.fact,
      'indirectBilirubin',
      Math.max(0, total.value - direct.value),
      'mg/dL',
      'total less direct bilirubin',
    ),
  ];
}

function renal(patient: PatientContext, formula: RenalFormula, analyte: string): LabFact[] {
  const estimate = estimateRenalFunction(patient, formula);
  const [creatinine] = estimate?.facts ?? [];
  if (!estimate || creatinine?.kind !== 'lab' || estimate.value.low !== estimate.value.high) return [];
  return [made(creatinine, analyte, estimate.value.low, estimate.unit, estimate.note)];
}

type Derivation = (patient: PatientContext) => LabFact[];

/** What may be worked out from other results, by analyte. */
const DERIVATIONS: ReadonlyMap<string, Derivation> = new Map<string, Derivation>(
  Object.entries({
    correctedCalcium,
    creatinineClearance: (patient) => renal(patient, 'cockcroftGault', 'creatinineClearance'),
    egfr: (patient) => renal(patient, 'ckdEpi', 'egfr'),
    directBilirubinShare: share,
    indirectBilirubin,
    systemicImmuneInflammationIndex: immuneInflammation,
  }),
);

/** What may be corrected for albumin, by analyte. */
const ALBUMIN_CORRECTIONS: ReadonlyMap<string, Derivation> = new Map([
  ['calcium', correctedCalcium],
  ['magnesium', correctedMagnesium],
]);

/** Whether a limit on the analyte may be judged by results of others. */
export const isDerivable = (analyte: string, corrected: string | undefined): boolean =>
  corrected !== undefined || DERIVATIONS.has(analyte);

/** Values that follow from others, where the record gives none of its own. Each says in its words what it was made of. */
export function derivedLabs(
  patient: PatientContext,
  analyte: string,
  corrected: string | undefined,
): readonly LabFact[] {
  return patient.memo(`derived ${analyte} ${corrected ?? ''}`, () => {
    const correction = corrected === 'albumin' ? ALBUMIN_CORRECTIONS.get(analyte) : undefined;
    return (correction ?? DERIVATIONS.get(analyte))?.(patient) ?? [];
  });
}
