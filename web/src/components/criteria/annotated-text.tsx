import { Box, VisuallyHidden } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useMessages } from '../../i18n/use-messages.js';
import { OUTCOMES } from '../outcome-badge.js';
import { type Placed, segmentsOf } from './segments.js';

interface Props {
  text: string;
  placed: readonly Placed[];
  selected: string | undefined;
  onSelect: (key: string) => void;
}

/** The registry's own text; every criterion is a stretch that can be chosen, told apart by colour, line and sign. */
export function AnnotatedText({ text, placed, selected, onSelect }: Props) {
  const t = useMessages();
  return (
    <Box className="registry-text">
      {segmentsOf(text, placed).map(({ text: words, key, outcome, first }, i) => {
        if (key === undefined || outcome === undefined) return <span key={i}>{words}</span>;
        const { sign, word } = OUTCOMES[outcome];
        const choose = (event: KeyboardEvent) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          onSelect(key);
        };
        return (
          <span
            key={i}
            className="criterion-span"
            data-outcome={outcome}
            data-selected={key === selected || undefined}
            onClick={() => onSelect(key)}
            {...(first && {
              role: 'button',
              tabIndex: 0,
              id: `span-${key}`,
              'aria-pressed': key === selected,
              onKeyDown: choose,
            })}
          >
            {first && (
              <>
                <span aria-hidden="true" className="criterion-sign">
                  {sign}
                </span>
                <VisuallyHidden>{t[word]}: </VisuallyHidden>
              </>
            )}
            {words}
          </span>
        );
      })}
    </Box>
  );
}
