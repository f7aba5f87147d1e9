import type { AnchorEvent } from '../criteria/model.js';
import type { DayInterval } from '../logic/day.js';
import type { Truth } from '../logic/truth.js';
import { currentCancers } from './cancers.js';
import { factDays, type PatientContext } from './patient-context.js';
import { isSystemic, treatmentsOf } from './treatments.js';

const setbacks = new Set(['progression', 'relapse', 'recurrence', 'progressive-disease']);

/** The last of several events; undefined where there is none, or where one has no date and may be the last. */
function lastOf(days: readonly (DayInterval | undefined)[]): DayInterval | undefined {
  const known = days.filter((day) => day !== undefined);
  if (known.length === 0 || known.length < days.length) return undefined;
  return { from: Math.max(...known.map(({ from }) => from)), to: Math.max(...known.map(({ to }) => to)) };
}

function daysOf(event: AnchorEvent, patient: PatientContext): DayInterval | undefined {
  switch (event) {
    case 'diagnosis': {
      const [cancer] = currentCancers(patient);
      return cancer && factDays(cancer);
    }
    case 'progression': {
      const progressions = patient.facts('diseaseStatus').filter(({ value }) => setbacks.has(value));
      return lastOf(progressions.map(factDays));
    }
    case 'surgery': {
      const operations = treatmentsOf(patient).filter(({ modalities }) => modalities.includes('surgery'));
      return lastOf(operations.map(({ lastGiven }) => lastGiven));
    }
    case 'lastDose': {
      const systemic = treatmentsOf(patient).filter((treatment) => isSystemic(treatment) !== 'false');
      return lastOf(systemic.map(({ lastGiven }) => lastGiven));
    }
  }
}

/** Whether something happened on the day of an event or later; open where either day is not known well enough. */
export function isSince(event: AnchorEvent, day: DayInterval | undefined, patient: PatientContext): Truth {
  const anchor = daysOf(event, patient);
  if (!anchor || !day) return 'unknown';
  if (day.from >= anchor.to) return 'true';
  return day.to < anchor.from ? 'false' : 'unknown';
}
