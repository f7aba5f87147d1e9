import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { z } from 'zod';
import { makePrivate, readPrivate, replacePrivate } from './private-file.js';

const key = z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, '32 bytes are expected');

/** What the file holds, all as base64. */
const contents = z.strictObject({
  /** Id of the key that new data is sealed with. */
  current: z.string(),
  /** By id: the current key, and older ones while data is sealed with them. */
  keys: z.record(z.string().regex(/^[0-9a-f]{8}$/), key),
  /** Finds a patient by its id at the source without keeping that id. */
  index: key,
  /** Chains the audit log, so that who can write to the database alone cannot forge it. */
  audit: key,
});
export type KeyFileContents = z.infer<typeof contents>;

const newKey = (): string => randomBytes(32).toString('base64');
const newId = (): string => randomBytes(4).toString('hex');

export function freshKeys(): KeyFileContents {
  const current = newId();
  return { current, keys: { [current]: newKey() }, index: newKey(), audit: newKey() };
}

/** A key file that cannot be used; the message never holds a key. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
}

/** Where keys are kept; `undefined` keeps them in memory, for a database in memory. */
export class KeyFile {
  private known?: { contents: KeyFileContents; stamp: string };

  constructor(private readonly file: string | undefined) {}

  /** The keys of now: another process may have rotated them. */
  read(): KeyFileContents {
    if (this.file === undefined) return (this.known ??= { contents: freshKeys(), stamp: '' }).contents;
    const stamp = stampOf(this.file);
    if (this.known?.stamp !== stamp || stamp === '') {
      const text = readPrivate(this.file) ?? makePrivate(this.file, JSON.stringify(freshKeys()));
      this.known = { contents: parsed(this.file, text), stamp: stampOf(this.file) };
    }
    return this.known.contents;
  }

  private write(next: KeyFileContents): void {
    if (this.file !== undefined) replacePrivate(this.file, JSON.stringify(next));
    this.known = { contents: next, stamp: this.file === undefined ? '' : stampOf(this.file) };
  }

  /** Makes a new key the current one and keeps the others. */
  addKey(): void {
    const id = newId();
    const before = this.read();
    this.write({ ...before, current: id, keys: { ...before.keys, [id]: newKey() } });
  }

  /** Drops every key but the current one; what is sealed with them cannot be read any more. */
  dropOldKeys(): number {
    const { current, keys, ...rest } = this.read();
    const kept = keys[current];
    if (kept === undefined) return 0;
    this.write({ ...rest, current, keys: { [current]: kept } });
    return Object.keys(keys).length - 1;
  }
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat ? `${stat.mtimeNs} ${stat.ino}` : '';
}

function parsed(file: string, text: string): KeyFileContents {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new KeyFileError(`${file}: not JSON`);
  }
  const found = contents.safeParse(json);
  if (!found.success || !(found.data.current in found.data.keys))
    throw new KeyFileError(`${file}: not a key file of Eligo`);
  return found.data;
}
