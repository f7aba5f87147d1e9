import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { KeyFile } from './key-file.js';

const ALGORITHM = 'aes-256-gcm';
const MAGIC = Buffer.from('EL1');
const KEY_ID_BYTES = 8;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = MAGIC.length + KEY_ID_BYTES + IV_BYTES + TAG_BYTES;

/** Sealed data that cannot be opened: changed, moved to another row, or sealed with a key that is gone. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

export const isSealed = (data: Uint8Array): boolean =>
  data.length >= HEADER_BYTES && MAGIC.equals(data.subarray(0, MAGIC.length));

const keyIdOf = (sealed: Uint8Array): string =>
  Buffer.from(sealed.subarray(MAGIC.length, MAGIC.length + KEY_ID_BYTES)).toString('latin1');

/** Seals what is kept of patients, with AES-256-GCM under the current key of the key file. */
export class Keyring {
  constructor(private readonly file: KeyFile) {}

  private key(id: string): Buffer {
    const text = this.file.read().keys[id];
    if (text === undefined) throw new SealError(`the key ${id} is not in the key file`);
    return Buffer.from(text, 'base64');
  }

  /** Layout: magic, key id, initialization vector, tag, ciphertext. `place` names the row and column, and has to be given again. */
  seal(data: Uint8Array, place: string): Buffer {
    const id = this.file.read().current;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key(id), iv).setAAD(Buffer.from(place));
    const ciphertext = Buffer.concat([cipher.update(data), cipher.final()]);
    return Buffer.concat([MAGIC, Buffer.from(id, 'latin1'), iv, cipher.getAuthTag(), ciphertext]);
  }

  /** @throws SealError */
  open(sealed: Uint8Array, place: string): Buffer {
    if (!isSealed(sealed)) throw new SealError('not sealed');
    const ivAt = MAGIC.length + KEY_ID_BYTES;
    const iv = sealed.subarray(ivAt, ivAt + IV_BYTES);
    const decipher = createDecipheriv(ALGORITHM, this.key(keyIdOf(sealed)), iv, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(place))
      .setAuthTag(sealed.subarray(ivAt + IV_BYTES, HEADER_BYTES));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES)), decipher.final()]);
    } catch {
      throw new SealError('changed since it was sealed, or of another place');
    }
  }

  /** Whether it is sealed with the key of today. */
  isCurrent(data: Uint8Array): boolean {
    return isSealed(data) && keyIdOf(data) === this.file.read().current;
  }

  /** A name for an identifier that does not tell it. Stays the same when keys rotate. */
  pseudonym(...parts: readonly string[]): string {
    return this.mac('index', JSON.stringify(parts));
  }

  /** The seal of one link of the audit chain. */
  chain(text: string): string {
    return this.mac('audit', text);
  }

  private mac(purpose: 'index' | 'audit', text: string): string {
    return createHmac('sha256', Buffer.from(this.file.read()[purpose], 'base64')).update(text).digest('hex');
  }
}
