import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull, Not } from 'typeorm';
import { transactional } from '../database/transaction.js';
import { Keyring } from '../keyring/keyring.js';
import { ReviewEntity } from './reviews/review.entity.js';
import { ReviewNoteEntity } from './reviews/review-note.entity.js';
import { isCurrentNote, openNote, sealNote } from './reviews/sealed-note.js';
import type { ReviewedInputs, ReviewReason, ReviewState } from './reviews/review-state.js';

export {
  isOutdated,
  isPutAway,
  type ReviewReason,
  reviewReasons,
  type ReviewState,
  reviewStates,
} from './reviews/review-state.js';
export type Review = ReviewEntity;
export type ReviewNote = ReviewNoteEntity;

/** One step of the work on a match. */
export interface ReviewStep extends ReviewedInputs {
  tenant: string;
  patientId: string;
  trialId: string;
  state: ReviewState;
  reason?: ReviewReason | null;
  until?: string | null;
  note?: string | null;
  by: string;
}

export interface ReviewFilter {
  tenant: string;
  states?: readonly ReviewState[];
  trialId?: string;
}

/** The pair that a review is about. */
export interface MatchOfReview {
  patientId: string;
  trialId: string;
}

export const matchKey = ({ patientId, trialId }: MatchOfReview): string => `${patientId} ${trialId}`;

/** The worklist: where each match stands, and every step that led there. */
@Injectable()
export class ReviewsService {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(Keyring) private readonly keyring: Keyring,
  ) {}

  /** Records a step; the state of the match becomes the step's. State and step are kept together or not at all. */
  async record({ note, ...step }: ReviewStep, at: Date): Promise<Review> {
    return transactional(this.dataSource, async (manager: EntityManager) => {
      const { patientId, trialId, state, by } = step;
      const reason = step.reason ?? null;
      const review = manager.create(ReviewEntity, { ...step, reason, until: step.until ?? null, at });
      await manager.save(review);
      const id = randomUUID();
      const sealed = note == null ? null : sealNote(this.keyring, id, note);
      const entry = { id, patientId, trialId, state, reason, note: sealed, by, at };
      await manager.insert(ReviewNoteEntity, entry);
      return review;
    });
  }

  /** Marks every review of a trial as made of something else than what holds now: its criteria are read anew, in the same version. */
  async bringBack(trialId: string): Promise<void> {
    await transactional(this.dataSource, (manager) => manager.update(ReviewEntity, { trialId }, { trialVersion: '' }));
  }

  /** Reviews of one patient by trial. */
  async ofPatient(patientId: string): Promise<Map<string, Review>> {
    const reviews = await this.dataSource.manager.findBy(ReviewEntity, { patientId });
    return new Map(reviews.map((review) => [review.trialId, review]));
  }

  /** The steps of some matches, oldest first, by `matchKey`. */
  async notesOf(matches: readonly MatchOfReview[]): Promise<Map<string, ReviewNote[]>> {
    const notes = await this.dataSource.manager.find(ReviewNoteEntity, {
      where: matches.map(({ patientId, trialId }) => ({ patientId, trialId })),
      order: { at: 'ASC', id: 'ASC' },
    });
    const found = new Map(matches.map((match): [string, ReviewNote[]] => [matchKey(match), []]));
    for (const note of notes) found.get(matchKey(note))?.push(this.opened(note));
    return found;
  }

  /** The steps of all matches of a patient, oldest first. */
  async notes(patientId: string): Promise<ReviewNote[]> {
    const rows = await this.dataSource.manager.find(ReviewNoteEntity, {
      where: { patientId },
      order: { at: 'ASC', id: 'ASC' },
    });
    return rows.map((row) => this.opened(row));
  }

  private opened(row: ReviewNote): ReviewNote {
    return { ...row, note: row.note === null ? null : openNote(this.keyring, row.id, row.note) };
  }

  /** Seals every note that is not under the key of today; how many. */
  async reseal(): Promise<number> {
    const rows = await this.dataSource.manager.findBy(ReviewNoteEntity, { note: Not(IsNull()) });
    const old = rows.filter(({ note }) => note !== null && !isCurrentNote(this.keyring, note));
    for (const { id, note } of old) {
      const again = sealNote(this.keyring, id, openNote(this.keyring, id, note ?? ''));
      await transactional(this.dataSource, (manager) => manager.update(ReviewNoteEntity, { id }, { note: again }));
    }
    return old.length;
  }

  /** The worklist, last touched first, a page of it. */
  async list(
    { tenant, states, trialId }: ReviewFilter,
    first: number,
    skip: number,
  ): Promise<{ items: Review[]; total: number }> {
    const query = this.dataSource.manager.createQueryBuilder(ReviewEntity, 'review').where({ tenant });
    if (states) query.andWhere('review.state IN (:...states)', { states });
    if (trialId) query.andWhere('review.trialId = :trialId', { trialId });
    const [items, total] = await query
      .orderBy('review.at', 'DESC')
      .addOrderBy('review.patientId', 'ASC')
      .addOrderBy('review.trialId', 'ASC')
      .skip(skip)
      .take(first)
      .getManyAndCount();
    return { items, total };
  }
}
