// Draws what `eligo bench growth` prints: eligo bench growth --documents FILE | node scripts/growth-plot.mjs > docs/growth.svg
import { readFileSync } from 'node:fs';

const { results, machine } = JSON.parse(readFileSync(0, 'utf8'));
const { points } = results.growth;

const PANEL = { width: 300, height: 220, left: 56, top: 40, gap: 84 };
const INK = '#1f2933';
const COLOURS = ['#0b6e99', '#b5541c'];

const decades = (values) => {
  const exponents = values.map((value) => Math.log10(value));
  return [Math.floor(Math.min(...exponents)), Math.ceil(Math.max(...exponents))];
};
const scale =
  ([from, to], length) =>
  (value) =>
    ((Math.log10(value) - from) / (to - from)) * length;
const ticks = ([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));
const short = (value) => (value >= 1000 ? `${value / 1000}k` : String(value));
const text = (x, y, words, anchor = 'middle') =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${words}</text>`;

/** One log-log panel; every series is a name and a value per point. */
function panel(number, title, series) {
  const { width, height, left, top, gap } = PANEL;
  const x0 = left + number * (width + gap);
  const sizes = points.map(({ trials }) => trials);
  const [across, up] = [decades(sizes), decades(series.flatMap(({ of }) => points.map(of)))];
  const [x, y] = [scale(across, width), scale(up, height)];
  const at = (point, of) => [x0 + x(point.trials), top + height - y(of(point))];
  const lines = [
    ...ticks(across).map((size) => `<path d="M${(x0 + x(size)).toFixed(1)} ${top}v${height}" stroke="#d5dbe1"/>${text(x0 + x(size), top + height + 16, short(size))}`),
    ...ticks(up).map((value) => `<path d="M${x0} ${(top + height - y(value)).toFixed(1)}h${width}" stroke="#d5dbe1"/>${text(x0 - 6, top + height - y(value) + 4, short(value), 'end')}`),
    text(x0 + width / 2, top - 16, title),
    text(x0 + width / 2, top + height + 34, 'trials'),
  ]; // prettier-ignore
  for (const [i, { name, of }] of series.entries()) {
    const spots = points.map((point) => at(point, of));
    const colour = COLOURS[i];
    const last = spots.at(-1);
    lines.push(
      `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${spots.map((spot) => spot.map((n) => n.toFixed(1)).join()).join(' ')}"/>`,
      ...spots.map(([cx, cy]) => `<circle cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="3" fill="${colour}"/>`),
      `<g fill="${colour}">${text(last[0] - 8, last[1] - 8, name, 'end')}</g>`,
    );
  }
  return lines.join('\n');
}

const panels = [
  panel(0, 'one patient to ranked grades, ms of processor time', [
    { name: 'p50', of: (point) => point.rankedGradesProcessor.p50Ms },
    { name: 'p99', of: (point) => point.rankedGradesProcessor.p99Ms },
  ]),
  panel(1, 'memory in MB, and seconds to build', [
    { name: 'MB', of: ({ megabytes }) => megabytes },
    { name: 's', of: (point) => point.addingProcessorSeconds + point.packingProcessorSeconds },
  ]),
];
const [width, height] = [PANEL.left + 2 * PANEL.width + PANEL.gap + 30, PANEL.top + PANEL.height + 60];
console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="11" fill="${INK}" role="img" aria-label="How time and memory grow with the number of trials">
<rect width="100%" height="100%" fill="#ffffff"/>
${panels.join('\n')}
${text(width - 8, height - 6, `${machine.processor}, Node ${machine.node}`, 'end')}
</svg>`); // prettier-ignore
