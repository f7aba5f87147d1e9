import { Button, Card, Group, MultiSelect, NumberInput, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMessages } from '../../i18n/use-messages.js';
import { wordFor } from '../../i18n/words.js';
import { isComplete, NOTHING_CHOSEN, type Choice } from './choice.js';

interface Facet {
  name: string;
  values: readonly { value: string; count: number }[];
}

/** Narrows a list of trials by status, phase, country and distance; every value says how many trials have it. */
export function FacetFilters({
  facets,
  choice,
  onChange,
}: {
  facets: readonly Facet[];
  choice: Choice;
  onChange: (choice: Choice) => void;
}) {
  const t = useMessages();
  const isWide = useMediaQuery('(min-width: 48em)', undefined, { getInitialValueInEffect: false });
  const options = (name: 'status' | 'phase' | 'country', chosen: readonly string[]) => {
    const values = facets.find((facet) => facet.name === name)?.values ?? [];
    const counted = values.map(({ value, count }) => ({
      value,
      label: `${name === 'country' ? value : wordFor(t, name, value)} (${count})`,
    }));
    const listed = new Set(values.map(({ value }) => value));
    const kept = chosen.filter((value) => !listed.has(value)).map((value) => ({ value, label: value }));
    return [...counted, ...kept];
  };
  const select = (name: 'status' | 'phase' | 'country', label: string) => (
    <MultiSelect
      label={label}
      placeholder={choice[name].length === 0 ? t.anyValue : undefined}
      searchable={name === 'country'}
      clearable
      value={choice[name]}
      onChange={(values) => onChange({ ...choice, [name]: values })}
      data={options(name, choice[name])}
      miw={170}
      clearButtonProps={{ 'aria-label': `${t.clearFilters}: ${label}` }}
    />
  );
  return (
    <Card withBorder component="details" className="no-print" padding="sm" open={isWide}>
      <summary>{t.facetsTitle}</summary>
      <Group align="flex-end" gap="sm" mt="xs">
        {select('status', t.status)}
        {select('phase', t.phase)}
        {select('country', t.country)}
        <TextInput
          label={t.zip}
          inputMode="numeric"
          maxLength={5}
          w={130}
          value={choice.zip}
          onChange={(event) => onChange({ ...choice, zip: event.currentTarget.value.replace(/\D/g, '') })}
        />
        <NumberInput
          label={t.withinKm}
          min={1}
          max={20_000}
          w={130}
          value={choice.km}
          disabled={!isComplete(choice.zip)}
          hideControls
          onChange={(value) => onChange({ ...choice, km: Number(value) || NOTHING_CHOSEN.km })}
        />
        <Button variant="default" onClick={() => onChange(NOTHING_CHOSEN)}>
          {t.clearFilters}
        </Button>
      </Group>
    </Card>
  );
}
