import { concept, extensions, label, type Concept } from '../record/element.js';
import { isMapped } from '../../vocabulary/vocabulary.js';
import { asRecorded, conditionOf } from './condition.js';
import type { ObservationView } from './observation.js';
import { dated, source, type Reading } from './reading.js';

/**
 * The grouper of comorbidities: Elixhauser categories as components (STU2), present and absent conditions as extensions
 * (STU3, STU4). A condition that it refers to and the record holds is read from the Condition itself.
 */
export function readComorbidities(view: ObservationView, reading: Reading): void {
  const { entry } = view;
  for (const { code, coded, component, index } of view.components) {
    const present = coded && reading.codes.value('presence', coded);
    const referred = extensions(component, 'mcode-comorbid-condition-reference').some(
      (one) => reading.resolve(one['valueReference'], entry) !== undefined,
    );
    if (referred) continue;
    const category = reading.codes.value('elixhauser', code) ?? label(code);
    if (present === 'positive' || present === 'negative') {
      addCondition(view, { codings: [], text: category }, present === 'positive', `component[${index}]`, reading);
    } else reading.leave(entry, `comorbidity ${category}: neither present nor absent`, coded ?? code);
  }
  for (const one of extensions(entry.resource, 'mcode-related-condition-absent')) {
    const absent = concept(one['valueCodeableConcept']);
    if (absent) addCondition(view, absent, false, 'extension(related-condition-absent)', reading);
  }
  for (const one of extensions(entry.resource, 'mcode-related-condition')) {
    const present = concept(one['valueCodeableConcept']);
    if (present) addCondition(view, present, true, 'extension(related-condition)', reading);
  }
}

function addCondition(view: ObservationView, named: Concept, present: boolean, path: string, reading: Reading): void {
  const mapped =
    named.codings.length > 0 ? conditionOf(named, reading) : reading.vocabulary.conditions.fromText(named.text ?? '');
  if (!isMapped(mapped)) reading.leave(view.entry, `comorbidity: ${mapped.why}`, named);
  reading.add({
    kind: 'condition',
    concept: isMapped(mapped) ? mapped.concept : asRecorded(named),
    status: present ? 'active' : 'inactive',
    present,
    ...(isMapped(mapped) && { mapping: mapped.mapping }),
    ...dated(view.date),
    recorded: `${label(named)}: ${present ? 'present' : 'absent'}`,
    source: source(view.entry, path),
  });
}
