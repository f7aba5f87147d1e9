import { Injectable } from '@nestjs/common';
import { checkDocument } from '../domain/criteria/check-shape.js';
import { encodeJson } from '../domain/criteria/codec.js';
import { type Correction, correctDocument, UnknownCriterionError } from '../domain/criteria/correction.js';
import type { Finding } from '../domain/criteria/lint/finding.js';
import { lintDocument } from '../domain/criteria/lint/lint-document.js';
import type { EligibilityDocument } from '../domain/criteria/model.js';
import { patientContext } from '../domain/evaluation/patient-context.js';
import { explainPair, gradePair, type ExplainedPair } from '../domain/matching/explain-pair.js';
import { MatchIndex } from '../domain/matching/index/match-index.js';
import { noGrades } from '../domain/matching/grade.js';
import type { Grade } from '../domain/matching/report.js';
import type { PatientReach } from '../patients/patient-reach.port.js';
import { PatientsService, type StoredPatient } from '../patients/patients.service.js';
import { CurationService, revisionOf } from '../trials/curation.service.js';
import { TrialsService } from '../trials/trials.service.js';
import { Pace } from './pace.js';
import { RematchService } from './rematch.service.js';
import { ReviewsService } from './reviews.service.js';
import { TrialIndexService } from './trial-index.service.js';
import { listingOf } from './trial-listing.js';

/** A document that is a hundred times the largest that was ever curated helps nobody. */
const MAX_DOCUMENT = 2_000_000;

export interface CurationRequest {
  /** Any number of the trial. */
  trial: string;
  /** Of the document that was corrected, so that two people do not undo each other's work. */
  revision: string;
  corrections: readonly Correction[];
  curator: string;
  /** ISO date. */
  day: string;
}

/** A patient whose grade a corrected reading changes. */
export interface Flip {
  patient: StoredPatient;
  before: Grade;
  after: Grade;
  /** The pair under the corrected reading. */
  pair: ExplainedPair;
}

/** What a corrected reading would change; nothing of it is kept. */
export interface Preview {
  /** Warnings of the linter. */
  findings: Finding[];
  before: Record<Grade, number>;
  after: Record<Grade, number>;
  flips: Flip[];
}

export interface Saved {
  /** Name of the file in the folder of what is curated here. */
  file: string;
  trial: string;
  findings: Finding[];
}

/** Why a correction cannot be taken. */
export interface Refused {
  why: 'trialUnknown' | 'outdated' | 'findings';
  findings: Finding[];
}

interface Corrected {
  trial: Awaited<ReturnType<TrialsService['find']>> & object;
  before: EligibilityDocument;
  after: EligibilityDocument;
  findings: Finding[];
}

const refused = (why: Refused['why'], findings: Finding[] = []): Refused => ({ why, findings });

/** Corrected readings of criteria: checked, tried on the stored patients, and kept. */
@Injectable()
export class CuratingService {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly trials: TrialsService,
    private readonly curation: CurationService,
    private readonly index: TrialIndexService,
    private readonly patients: PatientsService,
    private readonly rematch: RematchService,
    private readonly reviews: ReviewsService,
  ) {}

  /** The grades of the patients within reach before and after; stores nothing. */
  async preview(request: CurationRequest, reach: PatientReach): Promise<Preview | Refused> {
    const corrected = await this.correct(request);
    if ('why' in corrected) return corrected;
    const { vocabulary, priors } = await this.index.ready();
    const { before, after, findings, trial } = corrected;
    const judge = (document: EligibilityDocument) => {
      const alone = new MatchIndex(vocabulary, priors);
      const entry = alone.add({ ...document, trial: { ...document.trial, id: trial.id } }, listingOf(trial));
      const contextOf = ({ profile }: StoredPatient) => patientContext(profile, { asOf: request.day, vocabulary });
      return {
        grade: (patient: StoredPatient) => gradePair(entry, contextOf(patient), alone),
        explain: (patient: StoredPatient) => explainPair(entry, contextOf(patient), alone),
      };
    };
    const [judgeBefore, judgeAfter] = [judge(before), judge(after)];
    const preview: Preview = { findings, before: noGrades(), after: noGrades(), flips: [] };
    const pace = new Pace();
    for await (const patient of this.patients.each(reach)) {
      const [was, is] = [judgeBefore.grade(patient), judgeAfter.grade(patient)];
      await pace.step();
      if (!was || !is) continue;
      preview.before[was] += 1;
      preview.after[is] += 1;
      const pair = was === is ? undefined : judgeAfter.explain(patient);
      if (pair) preview.flips.push({ patient, before: was, after: is, pair });
    }
    return preview;
  }

  /**
   * Keeps a correction; the trial's index entry and stored results follow before this resolves, and matches of the trial that
   * were put away come back. One at a time.
   */
  save(request: CurationRequest): Promise<Saved | Refused> {
    const run = this.last.then(() => this.store(request));
    this.last = run.catch(() => undefined);
    return run;
  }

  private async store(request: CurationRequest): Promise<Saved | Refused> {
    const corrected = await this.correct(request);
    if ('why' in corrected) return corrected;
    const file = this.curation.keep(corrected.after);
    await this.reviews.bringBack(corrected.trial.id);
    await this.rematch.followTrials(request.day);
    return { file, trial: corrected.trial.id, findings: corrected.findings };
  }

  private async correct({
    trial: number,
    revision,
    corrections,
    curator,
    day,
  }: CurationRequest): Promise<Corrected | Refused> {
    const trial = await this.trials.find(number);
    const before = trial && (await this.trials.document(trial));
    if (!trial || !before) return refused('trialUnknown');
    if (revisionOf(before) !== revision) return refused('outdated');
    const after = correctedOrFindings(before, corrections, curator, day);
    if (Array.isArray(after)) return refused('findings', after);
    const { vocabulary } = await this.index.ready();
    const findings = lintDocument(after, vocabulary);
    if (findings.some(({ severity }) => severity === 'error')) return refused('findings', findings);
    return { trial, before, after, findings };
  }
}

const shapeFinding = (message: string, path: Finding['path'] = []): Finding => ({
  severity: 'error',
  rule: 'shape',
  message,
  path,
});

function correctedOrFindings(
  before: EligibilityDocument,
  corrections: readonly Correction[],
  curator: string,
  reviewed: string,
): EligibilityDocument | Finding[] {
  try {
    const checked = checkDocument(correctDocument(before, corrections, { curator, reviewed }));
    if ('document' in checked)
      return encodeJson(checked.document).length > MAX_DOCUMENT
        ? [shapeFinding(`longer than ${MAX_DOCUMENT} characters`)]
        : checked.document;
    return checked.issues.map(({ message, path }) => {
      const [list, position] = path;
      const criterion = list === 'criteria' && typeof position === 'number' ? before.criteria[position] : undefined;
      return { ...shapeFinding(message, path), ...(criterion && { criterion: criterion.id }) };
    });
  } catch (error) {
    if (error instanceof UnknownCriterionError) return [shapeFinding(error.message)];
    throw error;
  }
}
