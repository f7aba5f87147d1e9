import { Group, NativeSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, request } from '../../api/client.js';
import type { Grade, NearInput } from '../../api/generated/graphql.js';
import { MyMatchesDocument } from '../../api/patient-mode-documents.js';
import { Async } from '../../components/async.js';
import { usePatientMessages } from '../../i18n/patient-mode/use-patient-messages.js';
import type { MyRecord } from '../../patient-mode/kept-record.js';
import { withOwnWords } from '../../patient-mode/own-words.js';
import { Difference } from './difference.js';
import { OptionCard } from './option-card.js';
import { cursorAfter } from '../../api/cursor.js';
import { ShowMore } from '../../components/show-more.js';

const FEW = 5;
const FITTING: Grade[] = ['CERTAIN', 'PROBABLE', 'POSSIBLE'];

const today = (): string => new Date().toISOString().slice(0, 10);

/** Few trials, the best first; only such as take patients now. */
export function MyOptions({ mine }: { mine: MyRecord }) {
  const t = usePatientMessages();
  const [fitting, setFitting] = useState(true);
  const [zip, setZip] = useState('');
  const [radius, setRadius] = useState('0');
  const [typed] = useDebouncedValue(zip.trim(), 400);
  const near: NearInput | null =
    radius !== '0' && /^\d{5}$/.test(typed) ? { zip: typed, radiusKm: Number(radius) } : null;
  const bundle = withOwnWords(mine.record, mine.words, today());
  const filter = { grades: fitting ? FITTING : (['CERTAINLY_NOT'] as Grade[]), status: ['RECRUITING'], near };
  const query = useInfiniteQuery({
    queryKey: ['my-matches', mine, filter],
    gcTime: 0,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam }) => {
      const { matchTrials } = await request(MyMatchesDocument, { bundle, filter, first: FEW, after: pageParam });
      if (matchTrials.__typename !== 'MatchResult') throw new ApiError('RECORD', t.unreadable);
      return matchTrials;
    },
    getNextPageParam: (last) => cursorAfter(last.pageInfo),
  });
  return (
    <Stack>
      {mine.words.length > 0 && <Difference mine={mine} bundle={bundle} />}
      <Group align="flex-end">
        <TextInput
          label={t.place}
          value={zip}
          inputMode="numeric"
          autoComplete="off"
          maxLength={5}
          w={180}
          onChange={({ currentTarget }) => setZip(currentTarget.value)}
        />
        <NativeSelect
          label={t.radius}
          value={radius}
          onChange={({ currentTarget }) => setRadius(currentTarget.value)}
          data={[
            { value: '0', label: t.anywhere },
            ...['50', '100', '250', '500'].map((km) => ({ value: km, label: `${km} ${t.kilometres}` })),
          ]}
        />
        <SegmentedControl
          aria-label={t.title}
          value={fitting ? 'fit' : 'not'}
          onChange={(value) => setFitting(value === 'fit')}
          data={[
            { value: 'fit', label: t.mayFit },
            { value: 'not', label: t.doNotFit },
          ]}
        />
      </Group>
      <Text size="sm">{t.recruiting}</Text>
      <Async query={query}>
        {({ pages }) => {
          const nodes = pages.flatMap((page) => page.nodes);
          return (
            <Stack>
              <Text role="status" fw={600}>
                {nodes.length === 0 ? t.none : `${pages[0]?.totalCount} ${fitting ? t.foundFit : t.foundNot}`}
              </Text>
              {nodes.map((match) => (
                <OptionCard key={match.trial.id} match={match} near={near} />
              ))}
              <ShowMore query={query} label={t.more} />
            </Stack>
          );
        }}
      </Async>
    </Stack>
  );
}
