const DURATION =
  /^([+-]?)P(?:([+-]?\d+)D)?(?:T(?=[+-]?\d)(?:([+-]?\d+)H)?(?:([+-]?\d+)M)?(?:([+-]?)(\d+)(?:[.,](\d{0,9}))?S)?)?$/i;

/**
 * The milliseconds of an ISO 8601 duration of days, hours, minutes and seconds, as Java's `Duration.parse` reads it:
 * `PT30S`, `pt5m`, `P1DT1H`, `PT0.5S`, `-PT5S`. Parts of a millisecond are dropped.
 *
 * @returns undefined where the text is no such duration: weeks, months and years have no fixed length.
 */
export function parseDurationMs(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (!match || /^[+-]?PT?$/i.test(text)) return undefined;
  const [, sign, days, hours, minutes, secondsSign, seconds, fraction] = match;
  const whole = Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60;
  const fine = (secondsSign === '-' ? -1 : 1) * (Number(seconds ?? 0) * 1000 + Number(`0.${fraction || '0'}`) * 1000);
  const total = Math.trunc(whole * 1000 + fine);
  return (sign === '-' ? -total : total) || 0;
}
