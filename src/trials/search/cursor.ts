import { z } from 'zod';
import { type TrialOrder, trialOrders, TrialSearchError } from './trial-filter.js';

const shape = z.object({ o: z.enum(trialOrders), k: z.union([z.string(), z.number()]), i: z.string() });

export interface Cursor {
  order: TrialOrder;
  key: string | number;
  id: string;
}

export const writeCursor = ({ order, key, id }: Cursor): string =>
  Buffer.from(JSON.stringify({ o: order, k: key, i: id })).toString('base64url');

/** Throws where the text is no cursor, or one of a search in another order. */
export function readCursor(text: string, order: TrialOrder): Cursor {
  try {
    const { o, k, i } = shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (o === order) return { order: o, key: k, id: i };
  } catch {
    // Told below: how it fails to be a cursor is nobody's business.
  }
  throw new TrialSearchError('after', 'the cursor does not belong to this search');
}
