import { geoAzimuthalEqualArea, geoCentroid, geoPath } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import usStates from 'us-atlas/states-10m.json';
import world from 'world-atlas/countries-110m.json';
import classes from './sites-map.module.css';

export interface Place {
  number: number;
  latitude: number;
  longitude: number;
}

const WIDTH = 640;
const HEIGHT = 360;
const MARGIN = 48;
/** Never closer than this, in degrees around a place: a map of one city without streets shows nothing. */
const AROUND = 3;

const countries = world as unknown as Topology<{ countries: GeometryCollection }>;
const states = usStates as unknown as Topology<{ states: GeometryCollection }>;
const land = feature(countries, countries.objects.countries);
const borders = mesh(states, states.objects.states, (a, b) => a !== b);

/** Places on a map drawn from outlines that ship with the page (Natural Earth, US Census): no tile server hears where somebody looks. */
export function SitesMap({ places, label }: { places: readonly Place[]; label: string }) {
  const corners = places.flatMap(({ latitude, longitude }) => [
    [longitude - AROUND, latitude - AROUND],
    [longitude + AROUND, latitude + AROUND],
  ]);
  const extent = { type: 'MultiPoint' as const, coordinates: corners };
  const [longitude, latitude] = geoCentroid(extent);
  const projection = geoAzimuthalEqualArea()
    .rotate([-longitude, -latitude])
    .fitExtent([[MARGIN, MARGIN], [WIDTH - MARGIN, HEIGHT - MARGIN]], extent) // prettier-ignore
    .clipExtent([[0, 0], [WIDTH, HEIGHT]]); // prettier-ignore
  const path = geoPath(projection);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} className={classes['map']}>
      <path d={path(land) ?? ''} className={classes['land']} />
      <path d={path(borders) ?? ''} className={classes['border']} />
      {places.map(({ number, ...place }) => {
        const [x, y] = projection([place.longitude, place.latitude]) ?? [0, 0];
        return (
          <g key={number} transform={`translate(${x} ${y})`}>
            <circle r={11} className={classes['place']} />
            <text textAnchor="middle" dominantBaseline="central" className={classes['number']}>
              {number}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
