import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { isSealed, type Keyring } from '../keyring/keyring.js';

/** SHA-256 of a record's JSON text: names this state of it. */
export const recordVersion = (record: unknown): string =>
  createHash('sha256').update(JSON.stringify(record)).digest('hex');

const placeOf = (patientId: string): string => `patient ${patientId} record`;

/** How a record is kept: its JSON text compressed, then sealed to the row it stands in. */
export const sealRecord = (keyring: Keyring, patientId: string, record: unknown): Buffer =>
  keyring.seal(gzipSync(JSON.stringify(record), { level: 6 }), placeOf(patientId));

const unpacked = (keyring: Keyring, patientId: string, kept: Uint8Array): Buffer =>
  isSealed(kept) ? keyring.open(kept, placeOf(patientId)) : Buffer.from(kept);

/** @throws SealError where the row was changed or moved. */
export const openRecord = (keyring: Keyring, patientId: string, sealed: Uint8Array): unknown =>
  JSON.parse(gunzipSync(keyring.open(sealed, placeOf(patientId))).toString('utf8')) as unknown;

/** The same record under the key of today; also one that was kept before records were sealed. */
export const resealRecord = (keyring: Keyring, patientId: string, kept: Uint8Array): Buffer =>
  keyring.seal(unpacked(keyring, patientId, kept), placeOf(patientId));
