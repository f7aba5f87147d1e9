import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { NestLog } from '../../src/observability/logger.js';

/** Check 12: one event is one line of JSON, whatever it quotes. */
it('log lines cannot be forged', () => {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString('utf8'));
      done();
    },
  });
  const log = new NestLog(pino({ base: null }, sink));
  const hostile = [
    'a\r\n{"level":60,"msg":"forged"}',
    '\u001b[2J\u001b[31m red',
    '"}, {"msg":"x',
    '\u2028\u2029\u0085',
    '\u0000',
  ];
  for (const text of hostile) {
    log.error(text, 'Context');
    log.warn({ text }, text);
  }
  const written = lines
    .join('')
    .split('\n')
    .filter((line) => line !== '');
  expect(written).toHaveLength(hostile.length * 2);
  for (const line of written) {
    expect(() => JSON.parse(line) as unknown).not.toThrow();
    // eslint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(line).not.toMatch(/[\u0000-\u001f]/);
  }
});
