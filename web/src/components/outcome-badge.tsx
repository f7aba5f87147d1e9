import { Badge } from '@mantine/core';
import type { Grade, Outcome } from '../api/generated/graphql.js';
import type { Messages } from '../i18n/en.js';
import { useMessages } from '../i18n/use-messages.js';

/** Sign and word of an outcome: colour is never the only carrier. */
export const OUTCOMES: Record<Outcome, { color: string; sign: string; word: keyof Messages }> = {
  PASS: { color: 'teal.9', sign: '✓', word: 'pass' },
  FAIL: { color: 'red.9', sign: '✕', word: 'fail' },
  UNKNOWN: { color: 'gray.7', sign: '?', word: 'unknown' },
};

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  const t = useMessages();
  const { color, sign, word } = OUTCOMES[outcome];
  return (
    <Badge color={color} variant="filled" tt="none" miw={92} style={{ flexShrink: 0 }}>
      <span aria-hidden="true">{sign} </span>
      {t[word]}
    </Badge>
  );
}

const GRADE: Record<Grade, { color: string; word: keyof Messages }> = {
  CERTAIN: { color: 'teal.9', word: 'certain' },
  PROBABLE: { color: 'cyan.9', word: 'probable' },
  POSSIBLE: { color: 'gray.7', word: 'possible' },
  CERTAINLY_NOT: { color: 'red.9', word: 'excluded' },
};

export function GradeBadge({ grade }: { grade: Grade }) {
  const t = useMessages();
  return (
    <Badge color={GRADE[grade].color} variant="filled" tt="none" miw={108} style={{ flexShrink: 0 }}>
      {t[GRADE[grade].word]}
    </Badge>
  );
}
