/** What one catching-up did. */
export interface RematchReport {
  /** Trials that came, went or changed their criteria. */
  trials: number;
  /** Patients whose record was read and judged again. */
  patientsTouched: number;
  pairsJudged: number;
  changes: number;
}

export const startReport = (): RematchReport => ({ trials: 0, patientsTouched: 0, pairsJudged: 0, changes: 0 });
