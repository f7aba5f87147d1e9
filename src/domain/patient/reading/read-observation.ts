import { label } from '../record/element.js';
import { readComorbidities } from './comorbidities.js';
import { readGeneTest } from './gene-test.js';
import { readGenePanel } from './gene-panel.js';
import { readImmunophenotype } from './immunophenotype.js';
import { readLab, readSerology, readVital, readVitalPanel } from './lab.js';
import { markerOf, readMarker } from './marker.js';
import { absence, recordedValue, type ObservationView } from './observation.js';
import { dated, source, type Reading } from './reading.js';
import { readStage, readTnm } from './stage.js';
import {
  readDiseaseStatus,
  readFinding,
  readGleason,
  readHistoryOfMetastasis,
  readMetastasisSite,
  readPerformance,
  readPregnancy,
  readScale,
  readSmoking,
} from './status.js';
import { readVariant, type Implications } from './variant.js';

/** Hands an Observation to the reader of the element that its code states. */
export function readObservation(view: ObservationView, reading: Reading, implications: Implications): void {
  const { entry } = view;
  switch (view.element?.element) {
    case 'stage':
      readStage(view, reading);
      return;
    case 'tnm':
      readTnm(view, reading);
      return;
    case 'performance':
      readPerformance(view, reading);
      return;
    case 'gleason':
      readGleason(view, reading);
      return;
    case 'scale':
      readScale(view, reading);
      return;
    case 'finding':
      readFinding(view, reading);
      return;
    case 'diseaseStatus':
      readDiseaseStatus(view, reading);
      return;
    case 'metastasisSite':
      readMetastasisSite(view, reading);
      return;
    case 'historyOfMetastasis':
      readHistoryOfMetastasis(view, reading);
      return;
    case 'comorbidities':
      readComorbidities(view, reading);
      return;
    case 'variant':
      readVariant(view, reading, implications);
      return;
    case 'genePanel':
      readGenePanel(view, reading);
      return;
    case 'smoking':
      readSmoking(view, reading);
      return;
    case 'pregnancy':
    case 'breastfeeding':
      readPregnancy(view, reading);
      return;
    case 'vital':
      readVital(view, reading);
      return;
    case 'vitalPanel':
      readVitalPanel(view, reading);
      return;
    case 'implication':
      reading.leave(entry, 'a conclusion about a variant: read into the variant it is derived from', view.code);
      return;
    case 'therapeuticImplication':
      reading.leave(entry, 'knowledge about a drug and a variant, no finding of this patient', view.code);
      return;
    case 'genotype':
      readGenotype(view, reading);
      return;
    case 'immunophenotype':
      readImmunophenotype(view, reading);
      return;
    case 'grouper':
    case 'causeOfDeath':
      return;
    default:
      readByVocabulary(view, reading);
  }
}

/** Markers, laboratory values and infection tests: their codes are the vocabulary's. */
function readByVocabulary(view: ObservationView, reading: Reading): void {
  const marker = markerOf(view, reading);
  if (marker) readMarker(view, marker, reading);
  const tested = readGeneTest(view, reading, marker !== undefined);
  if (!marker && !tested && !readSerology(view, reading) && !readLab(view, reading)) {
    reading.leave(
      view.entry,
      view.coded || recordedValue(view.entry.resource) !== undefined
        ? 'no kind of the vocabulary for this observation'
        : absence(view.entry),
      view.code,
    );
  }
}

/** HLA types and pharmacogenetic genotypes, as the laboratory writes them. */
function readGenotype(view: ObservationView, reading: Reading): void {
  if (!view.coded) {
    reading.leave(view.entry, absence(view.entry), view.code);
    return;
  }
  const text = label(view.coded);
  reading.add({
    kind: 'finding',
    topic: /^(?:HLA-)?[ABC]\*\d|^HLA-/.test(text) ? 'hla' : 'genotype',
    value: text,
    ...dated(view.date),
    source: source(view.entry, 'valueCodeableConcept'),
  });
}
