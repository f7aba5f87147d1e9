import {
  ActionIcon,
  Button,
  Checkbox,
  Fieldset,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  TagsInput,
  TextInput,
} from '@mantine/core';
import {
  initialOf,
  resolved,
  type SchemaNode,
  soleProperty,
  switched,
  type Value,
  variantName,
  variantOf,
  wordsOf,
} from '../../curation/schema.js';
import { useCurationMessages } from '../../i18n/curation/use-curation-messages.js';

interface Props {
  node: SchemaNode;
  /** What the field is called in the language of criteria. */
  label: string;
  value: Value;
  onChange: (value: Value) => void;
}

/** Alternatives beyond which a list is searched rather than read. */
const LONG_LIST = 8;

/** The inputs of one node of the schema and everything below it. */
export function SchemaField({ node, ...props }: Props) {
  const shape = resolved(node);
  if (shape.anyOf) return <Alternatives variants={shape.anyOf} {...props} />;
  if (shape.enum) return <Choice options={shape.enum} {...props} />;
  switch (shape.type) {
    case 'object':
      return <Members shape={shape} {...props} />;
    case 'array':
      return <Items items={shape.items ?? {}} {...props} />;
    case 'boolean':
      return (
        <Checkbox
          label={props.label}
          checked={props.value === true}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
      );
    case 'number':
    case 'integer':
      return (
        <NumberInput
          label={props.label}
          value={typeof props.value === 'number' ? props.value : ''}
          min={shape.minimum}
          max={shape.maximum}
          allowDecimal={shape.type === 'number'}
          onChange={(value) => props.onChange(value)}
        />
      );
    default:
      return (
        <TextInput
          label={props.label}
          value={typeof props.value === 'string' ? props.value : ''}
          maxLength={shape.maxLength}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
      );
  }
}

function Choice({ options, label, value, onChange }: Omit<Props, 'node'> & { options: readonly string[] }) {
  return (
    <Select
      label={label}
      allowDeselect={false}
      searchable={options.length > LONG_LIST}
      value={typeof value === 'string' ? value : null}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
      data={options.map((option) => ({ value: option, label: wordsOf(option) }))}
    />
  );
}

/** One of several shapes: which one, and its inputs. */
function Alternatives({ variants, label, value, onChange }: Omit<Props, 'node'> & { variants: readonly SchemaNode[] }) {
  const t = useCurationMessages();
  const chosen = variantOf(variants, value);
  const variant = variants[chosen] ?? {};
  const sole = soleProperty(variant);
  const inner = sole && typeof value === 'object' ? (value as Record<string, Value>)[sole.name] : undefined;
  return (
    <Fieldset legend={label} p="xs">
      <Stack gap="xs">
        <Select
          label={t.sort}
          allowDeselect={false}
          searchable={variants.length > LONG_LIST}
          value={String(chosen)}
          onChange={(to) => to !== null && onChange(switched(variants, Number(to), value))}
          data={variants.map((option, i) => ({ value: String(i), label: wordsOf(variantName(option)) }))}
        />
        {sole && inner !== undefined ? (
          <SchemaField
            node={sole.node}
            label={wordsOf(sole.name)}
            value={inner}
            onChange={(changed) => onChange({ [sole.name]: changed })}
          />
        ) : (
          <SchemaField node={variant} label={label} value={value} onChange={onChange} />
        )}
      </Stack>
    </Fieldset>
  );
}

/** What an object has, and a way to what it may have besides. */
function Members({ shape, label, value, onChange }: Omit<Props, 'node'> & { shape: SchemaNode }) {
  const t = useCurationMessages();
  const members = value as Readonly<Record<string, Value>>;
  const properties = Object.entries(shape.properties ?? {});
  const absent = properties.filter(([name]) => !(name in members));
  if (properties.length === 0) return null;
  const without = (name: string) => Object.fromEntries(Object.entries(members).filter(([key]) => key !== name));
  return (
    <Fieldset legend={label} p="xs">
      <Stack gap="xs">
        {properties.map(([name, node]) => {
          const member = members[name];
          if (member === undefined) return null;
          return (
            <Group key={name} align="flex-end" wrap="nowrap" gap="xs">
              <div className="grows">
                <SchemaField
                  node={node}
                  label={wordsOf(name)}
                  value={member}
                  onChange={(changed) => onChange({ ...members, [name]: changed })}
                />
              </div>
              {!shape.required?.includes(name) && (
                <Remove label={`${t.remove}: ${wordsOf(name)}`} onClick={() => onChange(without(name))} />
              )}
            </Group>
          );
        })}
        {absent.length > 0 && (
          <Select
            label={`${t.addField} (${label})`}
            value={null}
            searchable={absent.length > LONG_LIST}
            onChange={(name) => {
              const node = name === null ? undefined : shape.properties?.[name];
              if (name !== null && node) onChange({ ...members, [name]: initialOf(node) });
            }}
            data={absent.map(([name]) => ({ value: name, label: wordsOf(name) }))}
          />
        )}
      </Stack>
    </Fieldset>
  );
}

function Items({ items, label, value, onChange }: Omit<Props, 'node'> & { items: SchemaNode }) {
  const t = useCurationMessages();
  const list = value as readonly Value[];
  const shape = resolved(items);
  if (shape.enum)
    return (
      <MultiSelect
        label={label}
        value={list as string[]}
        onChange={onChange}
        data={shape.enum.map((option) => ({ value: option, label: wordsOf(option) }))}
      />
    );
  if (shape.type === 'string')
    return <TagsInput label={label} description={t.listHint} value={list as string[]} onChange={onChange} />;
  return (
    <Fieldset legend={label} p="xs">
      <Stack gap="xs">
        {list.map((item, i) => (
          <Group key={i} align="flex-start" wrap="nowrap" gap="xs">
            <div className="grows">
              <SchemaField
                node={items}
                label={`${label} ${i + 1}`}
                value={item}
                onChange={(changed) => onChange(list.map((other, j) => (j === i ? changed : other)))}
              />
            </div>
            <Remove label={`${t.remove}: ${label} ${i + 1}`} onClick={() => onChange(list.filter((_, j) => j !== i))} />
          </Group>
        ))}
        <Group>
          <Button variant="default" size="xs" onClick={() => onChange([...list, initialOf(items)])}>
            {t.add}: {label}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

const Remove = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <ActionIcon variant="default" size="lg" aria-label={label} title={label} onClick={onClick}>
    <span aria-hidden="true">✕</span>
  </ActionIcon>
);
