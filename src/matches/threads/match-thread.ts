import { parentPort } from 'node:worker_threads';
import { toTheEnd } from '../../domain/logic/to-the-end.js';
import type { Profile } from '../../domain/patient/profile.js';
import { ListChanged, matchPage, type MatchQuestion } from '../match-page.js';
import { TrialCatalogue } from '../trial-catalogue.js';
import type { FromThread, ToThread } from './thread-message.js';

/** The entry of a matching thread: its own catalogue, kept up by messages, and answers from it. */

const catalogue = new TrialCatalogue();

function act(message: ToThread): FromThread | undefined {
  if ('put' in message) for (const trial of message.put) catalogue.put(trial);
  else if ('remove' in message) for (const key of message.remove) catalogue.remove(key);
  else if ('settle' in message) {
    catalogue.index.packed();
    return { settled: true };
  } else return answer(message.ask, message.profile, message.question);
  return undefined;
}

function answer(number: number, profile: Profile, question: MatchQuestion): FromThread {
  try {
    return { answer: number, page: toTheEnd(matchPage(catalogue, profile, question)) };
  } catch (error) {
    if (error instanceof ListChanged) return { answer: number, listChanged: true };
    return { answer: number, fault: error instanceof Error ? error.name : typeof error };
  }
}

const handedOver = (reply: FromThread): ArrayBuffer[] =>
  'page' in reply && reply.page.searches ? [reply.page.searches.elements.bytes.buffer] : [];

parentPort?.on('message', (message: ToThread) => {
  const reply = act(message);
  if (reply) parentPort?.postMessage(reply, handedOver(reply));
});
