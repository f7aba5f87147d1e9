import { describe, expect, it } from 'vitest';
import { ConfigurationError, parseConfig } from './app-config.js';

describe('configuration', () => {
  it('needs nothing to be set: loopback, port 3000, embedded SQLite, 10 MiB records', () => {
    const config = parseConfig({});
    expect(config.http).toEqual({ host: '127.0.0.1', port: 3000, allowUnprotected: false, behindTlsProxy: false });
    expect(config.database.url).toBeUndefined();
    expect(config.database.sqlitePath).toMatch(/var\/eligo\.sqlite$/);
    expect(config.limits.recordBytes).toBe(10 * 1024 * 1024);
  });

  it('treats an empty variable as absent', () => {
    expect(parseConfig({ PORT: '', DATABASE_URL: '' }).http.port).toBe(3000);
  });

  it('names every wrong setting in one error and repeats no value', () => {
    const wrong = () => parseConfig({ PORT: 'eighty', DATABASE_URL: 'mysql://secret@host/db' });
    expect(wrong).toThrow(ConfigurationError);
    expect(wrong).toThrow(/PORT.*DATABASE_URL/s);
    expect(wrong).not.toThrow(/secret/);
  });

  it('counts the record limit in MiB', () => {
    expect(parseConfig({ MAX_RECORD_MB: '2' }).limits.recordBytes).toBe(2 * 1024 * 1024);
  });

  it('takes FHIR servers as JSON, with credentials of their own, and tells no secret where it is wrong', () => {
    const servers = [{ baseUrl: 'https://fhir.example.org/r4', authorization: { kind: 'bearer', token: 'secret' } }];
    expect(parseConfig({ FHIR_SERVERS: JSON.stringify(servers) }).fhir.servers).toEqual(servers);
    const wrong = () => parseConfig({ FHIR_SERVERS: '[{"baseUrl": "ftp://secret"}]' });
    expect(wrong).toThrow(/FHIR_SERVERS/);
    expect(wrong).not.toThrow(/secret/);
    expect(() => parseConfig({ FHIR_SERVERS: '[' })).toThrow(/FHIR_SERVERS: not JSON/);
  });
});
