import { ExactNumber, isJsonObject, type JsonValue } from '../json/index.ts';
import { JsonContext } from '../values/context.ts';
import { Decimal, decimalOfDouble, decimalOfText } from '../values/decimal.ts';
import type { Value } from '../values/value.ts';

/** JSON as FEEL sees it. Objects are looked into only when somebody asks; lists when they are touched. */
export function fromJson(value: JsonValue): Value {
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) ? new Decimal(BigInt(value), 0) : decimalOfDouble(value);
    case 'string':
    case 'boolean':
      return value;
    default:
      if (value === null) return null;
      if (value instanceof ExactNumber) return exactNumber(value);
      if (Array.isArray(value)) return (value as readonly JsonValue[]).map(fromJson);
      return isJsonObject(value) ? new JsonContext(value) : null;
  }
}

/** Whole numbers keep their digits. Others are doubles, as in the documents that Java reads. @throws RangeError beyond doubles */
function exactNumber(number: ExactNumber): Value {
  if (/^-?\d+$/.test(number.text)) return decimalOfText(number.text);
  const double = Number(number.text);
  if (!Number.isFinite(double)) throw new RangeError(`The number ${number.text} is out of range`);
  return decimalOfDouble(double);
}
