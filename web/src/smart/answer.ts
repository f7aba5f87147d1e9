/** Whether the parameters of an address are the answer of an authorization server. */
const isAnswer = (parameters: URLSearchParams): boolean =>
  parameters.has('state') && (parameters.has('code') || parameters.has('error'));

/** Takes the answer out of the address, so that neither the history nor the router keeps the code. */
function taken(): URLSearchParams | undefined {
  const parameters = new URLSearchParams(window.location.search);
  if (!isAnswer(parameters)) return undefined;
  window.history.replaceState(null, '', window.location.pathname);
  return parameters;
}

let waiting = taken();

/** The answer with which this page was opened, once. */
export function takeAnswer(): URLSearchParams | undefined {
  const answer = waiting;
  waiting = undefined;
  return answer;
}
