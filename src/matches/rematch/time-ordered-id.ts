import { randomBytes } from 'node:crypto';

let lastTime = 0;
let count = 0;

/** An id that sorts after every id made before it: the millisecond, a running number within it, and chance. */
export function timeOrderedId(now = Date.now()): string {
  const time = Math.max(now, lastTime);
  count = time === lastTime ? count + 1 : 0;
  lastTime = time;
  return [
    time.toString(16).padStart(12, '0'),
    count.toString(16).padStart(6, '0'),
    randomBytes(6).toString('hex'),
  ].join('-');
}
