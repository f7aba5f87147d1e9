import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Finding } from '../../../domain/criteria/lint/finding.js';
import { type Principal, reachOf } from '../../../identity/principal.js';
import { type CurationRequest, CuratingService } from '../../../matches/curating.service.js';
import { today } from '../../clock.js';
import { Access } from '../../auth/access-rule.js';
import { Requester } from '../../auth/requester.js';
import { PREVIEW_CURATION, SAVE_CURATION } from '../../auth/rules.js';
import { Charged } from '../../limits/charged.js';
import { toCriterionResult, toGradeCounts } from '../to-match.js';
import {
  type CurationFinding,
  CurationInput,
  type CurationPreview,
  type CurationRefused,
  PreviewCurationPayload,
  SaveCurationPayload,
  type SavedCuration,
} from '../types/curation.type.js';

/** As long as the criteria language lets a name be. */
const LONGEST_NAME = 200;

const requestOf = ({ trial, revision, corrections }: CurationInput, { subject }: Principal): CurationRequest => ({
  trial,
  revision,
  corrections: corrections.map(({ id, when, requirement, confidence, review }) => ({
    id,
    when,
    ...(requirement != null && { requirement }),
    ...(confidence != null && { confidence }),
    ...(review != null && { review }),
  })),
  curator: subject.slice(0, LONGEST_NAME),
  day: today(),
});

const toFinding = ({ path, ...finding }: Finding): CurationFinding => ({ ...finding, path: path.join('.') });

/** Readings of criteria, corrected by people. */
@Resolver()
export class CurationResolver {
  constructor(private readonly curating: CuratingService) {}

  @Charged('matches')
  @Access(PREVIEW_CURATION)
  @Query(() => PreviewCurationPayload, {
    description: 'Which stored patients a corrected reading would give another grade. Stores nothing.',
  })
  async previewCuration(
    @Requester() requester: Principal,
    @Args('curation', { type: () => CurationInput, description: 'The corrected readings.' }) curation: CurationInput,
  ): Promise<CurationPreview | CurationRefused> {
    const preview = await this.curating.preview(requestOf(curation, requester), reachOf(requester));
    const findings = preview.findings.map(toFinding);
    if ('why' in preview) return { ...preview, findings };
    const flips = preview.flips.map(({ patient, before, after, pair }) => ({
      patientId: patient.id,
      before,
      after,
      deciding: pair.deciding.map(toCriterionResult),
    }));
    return { findings, before: toGradeCounts(preview.before), after: toGradeCounts(preview.after), flips };
  }

  @Charged('matches')
  @Access(SAVE_CURATION)
  @Mutation(() => SaveCurationPayload, {
    description:
      'Keeps a corrected reading under the name of the caller and the day of today; it is in force at once, also in the stored results of the trial.',
  })
  async saveCuration(
    @Requester() requester: Principal,
    @Args('curation', { type: () => CurationInput, description: 'The corrected readings.' }) curation: CurationInput,
  ): Promise<SavedCuration | CurationRefused> {
    const saved = await this.curating.save(requestOf(curation, requester));
    const findings = saved.findings.map(toFinding);
    return 'why' in saved ? { ...saved, findings } : { file: saved.file, trialId: saved.trial, findings };
  }
}
