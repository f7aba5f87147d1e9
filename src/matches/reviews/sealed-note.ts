import { isSealed, type Keyring } from '../../keyring/keyring.js';

const placeOf = (id: string): string => `review note ${id}`;
const bytesOf = (kept: string): Buffer => Buffer.from(kept, 'base64');

/** A note may tell anything about a patient, so it is kept sealed, as base64. */
export const sealNote = (keyring: Keyring, id: string, note: string): string =>
  keyring.seal(Buffer.from(note), placeOf(id)).toString('base64');

/** Notes from before they were sealed are read as they are. @throws SealError */
export const openNote = (keyring: Keyring, id: string, kept: string): string =>
  isSealed(bytesOf(kept)) ? keyring.open(bytesOf(kept), placeOf(id)).toString('utf8') : kept;

export const isCurrentNote = (keyring: Keyring, kept: string): boolean => keyring.isCurrent(bytesOf(kept));
