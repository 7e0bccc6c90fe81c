// @vitest-environment happy-dom
import { parseModel } from '@camunda-sqs-connector/engine';
import { buildTemplate } from 'camunda-sqs-connector';
import { describe, expect, test } from 'vitest';
import { type Generation, type WrittenTask, write } from './generations/generation.ts';
import { officialTemplate } from './generations/official-template.ts';
import { PUBLISHED } from './generations/published.ts';
import { isConstant, waysToFillIn } from './generations/ways-to-fill-in.ts';
import { openModeler } from './modeler/modeler.ts';
import { taskOnCanvas } from './modeler/task-on-canvas.ts';

const modeler = openModeler();
// For some hours in April 2023 the queue type was not among the inputs. Such a task's ids are dropped: nothing says that it is FIFO.
const { typeKeptBack: _typeKeptBack, ...others } = PUBLISHED;
const generations: readonly Generation[] = Object.values(others);
const tasks = generations.flatMap((generation) =>
  waysToFillIn(generation).map(([how, task]) => ({ name: generation.name, how, generation, task })),
);

/** Inputs, headers and task definition without what the generation itself has put there. */
function withoutConstants({ inputs, headers, retries, jobType }: WrittenTask, { fields }: Generation) {
  const constants = new Set(fields.filter(isConstant).map((field) => field.name));
  const own = (all: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => !constants.has(name)));
  return { inputs: own(inputs), headers: own(headers), retries, jobType };
}

describe.each(tasks)('$name, $how', ({ generation, task }) => {
  test.each([
    ['knows the official template', [officialTemplate(generation)]],
    ['does not know it', []],
  ])('where the Modeler %s', async (_case, known) => {
    const official = officialTemplate(generation);
    const ours = buildTemplate({
      engine: generation.engine === '^8.10' ? '8.10' : '8.6',
      isHybrid: generation.isHybrid ?? false,
    });
    const after = await modeler.applyTemplate(taskOnCanvas(task, official), ours, known);
    expect(after.task).toMatchObject(withoutConstants(task, generation));
    expect(after.task.headers['elementTemplateId']).toBe('camunda-sqs-connector.send-message');
    await expect(parseModel(after.xml, 'model.bpmn')).resolves.toHaveLength(1);
  });
});

test.each([PUBLISHED.v12, PUBLISHED.v13, PUBLISHED.hybrid13])(
  '$name: a shared credential stays, and what it stands for goes',
  async (generation: Generation) => {
    const values = { 'queue.url': 'https://x', 'queue.messageBody': '=order', awsCredential: '=camunda.vars.env.AWS' };
    const replaced = { 'authentication.accessKey': '', 'authentication.secretKey': '', 'configuration.region': '' };
    const official = officialTemplate(generation);
    const task = write(generation, { ...values, ...replaced });
    const ours = buildTemplate({ engine: '8.10', isHybrid: generation.isHybrid ?? false });
    const after = await modeler.applyTemplate(taskOnCanvas(task, official), ours, [official]);
    expect(after.task.inputs).toEqual({ ...values, 'queue.type': 'standard' });
    await expect(parseModel(after.xml, 'model.bpmn')).resolves.toHaveLength(1);
  },
);

test.each([
  ['ours where the Modeler knows that it is a default', [officialTemplate(PUBLISHED.v10)], 'PT30S'],
  ['kept where it does not', [], 'PT0S'],
])('a default of the official template becomes %s', async (_case, known, backoff) => {
  const task = write(PUBLISHED.v10, { 'authentication.type': 'defaultCredentialsChain', 'queue.url': 'https://x' });
  const after = await modeler.applyTemplate(
    taskOnCanvas(task, officialTemplate(PUBLISHED.v10)),
    buildTemplate(),
    known,
  );
  expect(after.task.headers['retryBackoff']).toBe(backoff);
});

test.each([
  ['by its job from now on', {}],
  ['by its own id, as before', { 'queue.messageDeduplicationId': '=order.id' }],
])('a FIFO task is deduplicated %s', async (_case, more) => {
  const values = { 'queue.url': 'https://x', 'queue.type': 'fifo', 'queue.messageGroupId': 'g', ...more };
  const task = write(PUBLISHED.v11, values);
  const official = officialTemplate(PUBLISHED.v11);
  const after = await modeler.applyTemplate(taskOnCanvas(task, official), buildTemplate(), [official]);
  expect(after.task.inputs).toMatchObject({ ...values, 'queue.deduplication': 'job' });
});
