import type { z } from 'zod';

/** A record without the little that every record must have. It goes to quarantine whole. */
export class UnreadableRecordError extends Error {
  override readonly name = 'UnreadableRecordError';

  static fromZod(error: z.ZodError): UnreadableRecordError {
    const first = error.issues[0];
    return new UnreadableRecordError(first ? `${first.path.join('.')}: ${first.message}` : 'unreadable');
  }
}
