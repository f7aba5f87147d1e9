import { afterEach, describe, expect, it } from 'vitest';
import type { Profile } from '../../domain/patient/profile.js';
import { ListChanged, type MatchQuestion } from '../match-page.js';
import { MatchingFault, MatchThreads } from './match-threads.js';
import type { CataloguedTrial } from '../trial-catalogue.js';

const profile: Profile = { patient: 'p', birthDate: '1960-01-01', facts: [], unmapped: [] };
const question: MatchQuestion = { asOf: '2026-11-24', first: 10, details: {} };

/** A thread that keeps the ids it is told and answers with them; a question about the year 1900 kills it. */
const code = `
  const { parentPort } = require('node:worker_threads');
  const ids = new Set();
  parentPort.on('message', (message) => {
    if (message.put) for (const { document } of message.put) ids.add(document.trial.id);
    if (message.remove) for (const key of message.remove) ids.delete(key);
    if (message.settle) parentPort.postMessage({ settled: true });
    if (message.ask === undefined) return;
    const { asOf, after } = message.question;
    if (asOf.startsWith('1900')) process.exit(1);
    if (after === 'gone') return parentPort.postMessage({ answer: message.ask, listChanged: true });
    if (after === 'fault') return parentPort.postMessage({ answer: message.ask, fault: 'RangeError' });
    parentPort.postMessage({ answer: message.ask, page: { total: ids.size, trialIds: [...ids] } });
  });
`;
const entry = new URL(`data:text/javascript,${encodeURIComponent(`import { createRequire } from 'node:module'; const require = createRequire('file:///');${code}`)}`); // prettier-ignore

const trial = (id: string): CataloguedTrial =>
  ({ document: { trial: { id } }, listing: {}, registries: [], phases: [] }) as unknown as CataloguedTrial;

const deaths: string[] = [];
let threads: MatchThreads;
const start = (size: number, present: CataloguedTrial[] = []): MatchThreads =>
  (threads = new MatchThreads({ size, entry, trials: () => present, onDeath: (name) => deaths.push(name) }));

afterEach(async () => {
  await threads.close();
  deaths.length = 0;
});

describe('matching threads', () => {
  it('all know the trials they were told of, in order, before what is asked next', async () => {
    start(2).put([trial('N1'), trial('N2')]);
    threads.remove(['N1']);
    await threads.settle();
    const answers = await Promise.all([1, 2, 3, 4].map(() => threads.ask(profile, question)));
    expect(answers.map(({ trialIds }) => trialIds)).toEqual([['N2'], ['N2'], ['N2'], ['N2']]);
  });

  it('pass on that a list has changed, and a fault by its name', async () => {
    start(1);
    await expect(threads.ask(profile, { ...question, after: 'gone' })).rejects.toThrow(ListChanged);
    await expect(threads.ask(profile, { ...question, after: 'fault' })).rejects.toThrow(MatchingFault);
  });

  it('that die are replaced by one with all trials, and others in flight are answered; the deadly question is given up', async () => {
    start(1, [trial('N1')]).put([trial('N1')]);
    const deadly = threads.ask(profile, { ...question, asOf: '1900-01-01' });
    const other = threads.ask(profile, question);
    await expect(deadly).rejects.toThrow(MatchingFault);
    expect((await other.catch(() => threads.ask(profile, question))).trialIds).toEqual(['N1']);
    expect((await threads.ask(profile, question)).trialIds).toEqual(['N1']);
    expect(deaths).toHaveLength(2);
    expect(threads.isAlive).toBe(true);
  });

  it('are not started for ever where none lives', async () => {
    start(1);
    for (let i = 0; i < 3; i++) await threads.ask(profile, { ...question, asOf: '1900-01-01' }).catch(() => undefined);
    expect(threads.isAlive).toBe(false);
    await expect(threads.ask(profile, question)).rejects.toThrow(MatchingFault);
  });

  it('answer what is in flight before they close', async () => {
    start(1).put([trial('N1')]);
    const asked = threads.ask(profile, question);
    await threads.close();
    expect((await asked).total).toBe(1);
    expect(deaths).toEqual([]);
  });
});
