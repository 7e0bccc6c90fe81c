import { readContainer } from './container.ts';
import { ExpressionReader, type Release } from './expressions.ts';
import { type BpmnDocument, parseBpmn } from './moddle.ts';
import { ModelRefused, Problems } from './problems.ts';
import type { ProcessModel } from './process-model.ts';
import { findStraightLoop } from './straight-loops.ts';

/** The executable processes of a BPMN document. @param release whose rules count @throws ModelRefused */
export async function parseModel(
  xml: string,
  resource: string,
  release: Release = '8.8',
): Promise<readonly ProcessModel[]> {
  const { rootElements, danglingReferences } = await parseDocument(xml, resource);
  const [dangling] = danglingReferences;
  if (dangling) {
    throw new ModelRefused(
      resource,
      `Error: There is no element with the id '${dangling.target}' (${dangling.property})`,
    );
  }
  const problems = new Problems();
  const shared = { problems, expressions: new ExpressionReader(problems, release) };
  const executable = rootElements.filter(
    ({ $type, isExecutable }) => $type === 'bpmn:Process' && isExecutable === true,
  );
  if (executable.length === 0) problems.add('definitions', 'Must contain at least one executable process');
  const models = executable.map((process) =>
    readContainer(
      process,
      'process',
      { id: process.id ?? '', ...(process.name && { name: process.name }), outgoing: [], incoming: [] },
      shared,
    ),
  );
  if (!problems.isEmpty) throw new ModelRefused(resource, String(problems));
  for (const model of models) {
    const loop = findStraightLoop(model);
    if (loop === undefined) continue;
    const text = `Processes are not allowed to contain a straight-through processing loop: ${loop}`;
    throw new ModelRefused(resource, `- Process: ${model.id}\n    - ERROR: ${text}\n`);
  }
  return models;
}

async function parseDocument(xml: string, resource: string): Promise<BpmnDocument> {
  try {
    return await parseBpmn(xml);
  } catch (error) {
    throw new ModelRefused(resource, error instanceof Error ? error.message : String(error));
  }
}
