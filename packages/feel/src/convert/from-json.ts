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
      if (value instanceof ExactNumber) return decimalOfText(value.text);
      if (Array.isArray(value)) return (value as readonly JsonValue[]).map(fromJson);
      return isJsonObject(value) ? new JsonContext(value) : null;
  }
}
