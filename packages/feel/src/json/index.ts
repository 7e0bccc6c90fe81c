/** JSON documents whose numbers keep their digits, as Camunda's engine sends them. */
export { ExactNumber, numberFromText } from './exact-number.ts';
export { MAX_JSON_DEPTH, parseFirstJson, parseJson } from './parse.ts';
export { stringifyJson } from './stringify.ts';
export { getOwn, isJsonObject, type JsonObject, type JsonValue, setOwn } from './value.ts';
