import { request as httpRequest } from 'node:http';
import type { EngineServer } from '@camunda-sqs-connector/engine';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Asks the engine's API. A text is sent as it is, a form as a form, anything else as JSON. */
export async function request(
  server: EngineServer,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const encoded = await encode(body);
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${server.address}/v2${path}`, { method, headers: { ...encoded.headers, ...headers } });
    sent.once('error', reject);
    sent.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, content: parse(text) }));
    });
    sent.end(encoded.bytes);
  });
}

async function encode(body: unknown): Promise<{ bytes: Buffer; headers: Record<string, string> }> {
  if (body === undefined) return { bytes: Buffer.alloc(0), headers: {} };
  if (body instanceof FormData) {
    const form = new Response(body);
    return {
      bytes: Buffer.from(await form.arrayBuffer()),
      headers: { 'content-type': form.headers.get('content-type') ?? '' },
    };
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { bytes: Buffer.from(text), headers: { 'content-type': 'application/json' } };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  return text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
}

/** Deploys a process that begins with the start event `s`. @param roots what stands beside the process, such as messages */
export function deployProcess(server: EngineServer, id: string, elements: string, roots = ''): Promise<Answer> {
  const xml = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="t"><bpmn:process id="${id}" isExecutable="true"><bpmn:startEvent id="s"/>${elements}</bpmn:process>${roots}</bpmn:definitions>`;
  const form = new FormData();
  form.append('resources', new Blob([xml]), `${id}.bpmn`);
  return request(server, 'POST', '/deployments', form);
}

export const endEvent = '<bpmn:endEvent id="e"/>';

export const flow = (id: string, from: string, to: string, condition = '') =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${condition && `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression>`}</bpmn:sequenceFlow>`;

/** A service task whose job type is its id. */
export const serviceTask = (id: string, inner = '') =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${id}"/>${inner}</bpmn:extensionElements></bpmn:serviceTask>`;
