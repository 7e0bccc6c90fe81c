import { ExactNumber } from '../json/index.ts';

/** Between these Java writes a double without an exponent. */
const SMALLEST_PLAIN = 1e-3;
const GREATEST_PLAIN = 1e7;

/**
 * A double as Java writes it into JSON, which is what Camunda's engine does: `1.0`, `1.0E-7`, `1.23456789125E8`. The digits are
 * the fewest that tell the double from its neighbours, as in JavaScript.
 *
 * @param value finite
 * https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/Double.html#toString(double)
 */
export function javaDouble(value: number): number | ExactNumber {
  const text = javaText(value);
  return text === String(value) ? value : new ExactNumber(text);
}

function javaText(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= SMALLEST_PLAIN && size < GREATEST_PLAIN) {
    const plain = String(value);
    return plain.includes('.') ? plain : `${plain}.0`;
  }
  const shortest = value.toExponential();
  // Two digits at least: where one would do, the nearest two are not always that one and a nought.
  const [digits = '', exponent = ''] = (shortest.includes('.') ? shortest : value.toExponential(1)).split('e');
  return `${digits}E${Number(exponent)}`;
}
