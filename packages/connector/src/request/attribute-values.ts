import { LIMITS } from './limits.ts';

const NUMBER = /^[+-]?(\d+)?(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** Why SQS would not take a text as the value of an attribute of type `Number`; undefined where it would. */
export function numberProblem(text: string): string | undefined {
  const [, whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  const digits = whole + fraction;
  if (digits === '') return 'must be a number, since its DataType is Number';
  const significant = withoutZerosAtEnd(digits.replace(/^0+/, ''));
  if (significant === '') return undefined;
  if (significant.length > LIMITS.numberDigits) {
    return `must have at most ${LIMITS.numberDigits} significant digits, but has ${significant.length}. Send it as a text.`;
  }
  const leadingZeros = digits.length - digits.replace(/^0+/, '').length;
  const magnitude = whole.length - leadingZeros - 1 + Number(exponent);
  const { smallest, greatest } = LIMITS.numberMagnitudes;
  if (magnitude < smallest || magnitude > greatest) {
    return `must lie between 10^${smallest} and 10^${greatest}. Send it as a text.`;
  }
  return undefined;
}

/** A pattern would begin anew at each zero of a long row of them. */
function withoutZerosAtEnd(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}

/** The bytes that a text is the base64 of; undefined where it is none. Padding may be missing. */
export function bytesOfBase64(text: string): Buffer | undefined {
  const bare = text.replace(/={1,2}$/, '');
  if (!/^[A-Za-z0-9+/]*$/.test(bare) || (bare !== text && text.length % 4 !== 0)) return undefined;
  const bytes = Buffer.from(bare, 'base64');
  // What is decoded must give the same text again: else digits were left over.
  return bytes.toString('base64').replace(/=+$/, '') === bare ? bytes : undefined;
}
