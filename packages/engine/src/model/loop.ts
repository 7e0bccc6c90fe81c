import { extensionOf, type ModdleElement } from './moddle.ts';
import type { Loop } from './process-model.ts';
import type { Reading } from './reading.ts';

/** Reads an activity's multi-instance loop, if it has one. */
export function readLoop({ id, loopCharacteristics: loop }: ModdleElement, reading: Reading): Loop | undefined {
  if (!loop) return undefined;
  const { expressions, problems } = reading;
  const kind = loop.$type.replace('bpmn:', '');
  if (kind !== 'MultiInstanceLoopCharacteristics') {
    problems.add(id ?? '', `Loops of type '${kind}' are currently not supported.`);
    return undefined;
  }
  const path = `${id} > multiInstanceLoopCharacteristics`;
  const extension = extensionOf(loop, 'zeebe:LoopCharacteristics');
  if (!extension) {
    problems.add(path, "Must have exactly one 'zeebe:loopCharacteristics' extension element");
    return undefined;
  }
  const extensionPath = `${path} > extensionElements > loopCharacteristics`;
  const { inputElement, outputCollection, outputElement } = extension;
  const inputCollection = expressions.expression(extension.inputCollection, extensionPath);
  if (outputCollection && !outputElement) {
    problems.add(extensionPath, "Attribute 'outputElement' must be present if the attribute 'outputCollection' is set");
  }
  if (outputElement && !outputCollection) {
    problems.add(extensionPath, "Attribute 'outputCollection' must be present if the attribute 'outputElement' is set");
  }
  const condition = loop.completionCondition?.body;
  return {
    isSequential: loop.isSequential === true,
    inputCollection,
    ...(inputElement && { inputElement }),
    ...(outputCollection &&
      outputElement && {
        output: { collection: outputCollection, element: expressions.expression(outputElement, extensionPath) },
      }),
    ...(condition && { completionCondition: expressions.expression(condition, `${path} > completionCondition`) }),
  };
}
