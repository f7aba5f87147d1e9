import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.js';

describe('CSV', () => {
  it('quotes every cell and doubles quotes, so that commas and lines stay in their cell', () => {
    expect(toCsv([['a,b', 'says "x"', 'two\nlines']])).toBe('"a,b","says ""x""","two\nlines"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\n@x', '＝1', '|calc', '%x'])(
    'keeps a spreadsheet from running %j',
    (hostile) => {
      expect(toCsv([[hostile]])).toBe(`"'${hostile}"\r\n`);
    },
  );

  it('leaves ordinary text alone', () => {
    expect(toCsv([['NCT01234567', 'a=b', '']])).toBe('"NCT01234567","a=b",""\r\n');
  });
});
