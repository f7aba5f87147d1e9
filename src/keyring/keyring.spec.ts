import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyFile, KeyFileError } from './key-file.js';
import { Keyring, SealError } from './keyring.js';

describe('the keyring', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'eligo-keyring-'));
    file = join(folder, 'keys', 'data.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const secret = Buffer.from('a record');

  it('opens what it sealed, in its place only', () => {
    const keyring = new Keyring(new KeyFile(file));
    const sealed = keyring.seal(secret, 'patient 1');
    expect(sealed.includes(secret)).toBe(false);
    expect(keyring.open(sealed, 'patient 1')).toEqual(secret);
    expect(() => keyring.open(sealed, 'patient 2')).toThrow(SealError);
    expect(keyring.seal(secret, 'patient 1')).not.toEqual(sealed);
  });

  it('notices every changed byte', () => {
    const keyring = new Keyring(new KeyFile(file));
    const sealed = keyring.seal(secret, 'p');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => keyring.open(changed, 'p'), `byte ${at}`).toThrow(SealError);
    }
  });

  it('keeps its keys in a file that only the owner may read, and finds them again', () => {
    const sealed = new Keyring(new KeyFile(file)).seal(secret, 'p');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(new Keyring(new KeyFile(file)).open(sealed, 'p')).toEqual(secret);
  });

  it('sees a rotation by another process, and reads older data until the old key is dropped', () => {
    const keyring = new Keyring(new KeyFile(file));
    const sealed = keyring.seal(secret, 'p');
    const name = keyring.pseudonym('source', 'id');
    const other = new KeyFile(file);
    other.addKey();
    expect(keyring.isCurrent(sealed)).toBe(false);
    expect(keyring.open(sealed, 'p')).toEqual(secret);
    const again = keyring.seal(secret, 'p');
    expect(other.dropOldKeys()).toBe(1);
    expect(keyring.open(again, 'p')).toEqual(secret);
    expect(() => keyring.open(sealed, 'p')).toThrow(SealError);
    expect(keyring.pseudonym('source', 'id')).toBe(name);
  });

  it('refuses a file that is damaged, without telling what is in it', () => {
    new KeyFile(file).read();
    writeFileSync(file, readFileSync(file, 'utf8').replace('"audit"', '"adit"'));
    expect(() => new KeyFile(file).read()).toThrow(KeyFileError);
    writeFileSync(file, 'no json');
    expect(() => new KeyFile(file).read()).toThrow(`${file}: not JSON`);
  });
});
