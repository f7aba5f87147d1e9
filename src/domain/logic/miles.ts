/** The international mile (1959). */
const KM_PER_MILE = 1.609344;

export const milesOf = (kilometres: number): number => kilometres / KM_PER_MILE;

/** To a tenth of a kilometre: places are known to their city. */
export const kilometresOf = (miles: number): number => Math.round(miles * KM_PER_MILE * 10) / 10;
