/** What can be wrong with a value, as pieces of a message of graphql-js; between them stand names of the schema. */
const FAULTS = [
  [' cannot represent ', 'value'],
  ['Expected value of type "', '"'],
  ['Expected non-nullable type "', '"'],
  ['Expected type "', '"'],
  ['Field "', '" of required type "', '" was not provided'],
  ['Field "', '" is not defined by type "', '"'],
  ['does not exist in "', '" enum'],
];
const LONGEST_NAME = 100;
/** Tokens with a text of their own, in a document that cannot be parsed. */
const LITERALS = ['found String', 'found BlockString', 'found Int', 'found Float', 'Unexpected String', 'Unexpected BlockString', 'Unexpected Int', 'Unexpected Float']; // prettier-ignore
const INVALID_VARIABLE = ' got invalid value ';

/** The part of a message from the first of some pieces to the last, if all follow each other closely. */
function spanOf(message: string, [first = '', ...rest]: readonly string[]): string | undefined {
  const start = message.indexOf(first);
  let end = start + first.length;
  for (const piece of rest) {
    const at = message.indexOf(piece, end);
    if (start < 0 || at < 0 || at - end > LONGEST_NAME) return undefined;
    end = at + piece.length;
  }
  return message.slice(start, end);
}

function faultIn(message: string): string | undefined {
  for (const pieces of FAULTS) {
    const found = spanOf(message, pieces);
    if (found === undefined) continue;
    const type = found.startsWith(' ') ? message.slice(0, message.indexOf(found)).split(' ').at(-1) : '';
    return `${type}${found}`;
  }
  return undefined;
}

/** A message of graphql-js without the values that it quotes: they may be of a record. */
export function withoutValues(message: string): string {
  if (message.startsWith('Syntax Error')) {
    const literal = LITERALS.find((text) => message.includes(text));
    return literal === undefined ? message : message.slice(0, message.indexOf(literal) + literal.length);
  }
  const variable = message.startsWith('Variable "$') ? message.indexOf(INVALID_VARIABLE) : -1;
  if (variable >= 0) {
    const stated = message.slice(0, variable + INVALID_VARIABLE.length).trimEnd();
    const fault = faultIn(message.slice(variable));
    return fault === undefined ? stated : `${stated}; ${fault}`;
  }
  const quotes = message.startsWith('Value "') || message.startsWith('Expected ') || message.includes(FAULTS[0]![0]!);
  if (!quotes) return message;
  return faultIn(message)?.replace(/^does/, 'the value does') ?? 'a value of another type is expected';
}
