import { ConnectorError } from '@camunda-sqs-connector/runtime';
import type { SendRequest } from '../../request/send-request.ts';
import { regionalEndpoint, sqsHost } from '../../sending/aws-hosts.ts';
import { type TargetRules, targetOf } from '../../sending/endpoint.ts';
import type { Settings } from '../../settings/settings.ts';
import type { CheckedTask, Finding, Severity, TaskCheck } from '../findings.ts';
import type { KnownInputs } from '../known-inputs.ts';
import { STAND_IN_REGION, standInUrl } from '../stand-ins.ts';

/** Where the message would go, by the rules that decide it for jobs: what is no URL, of another region, or not allowed. */
export const target: TaskCheck = (task, settings) => {
  const { known } = task;
  const url = known.textAt('queue.url');
  if (url === undefined) return ofEndpoint(task, settings);
  const request = { url, region: regionOf(known) ?? regionIn(url) };
  const elsewhere = { ...settings, endpointOverride: regionalEndpoint(request.region) };
  const ofUrl = refusal(task, 'queue.url', request, elsewhere, 'error');
  if (ofUrl.length > 0) return ofUrl;
  return hasEndpoint(known) ? ofEndpoint(task, settings) : refusal(task, 'queue.url', request, settings, 'error');
};

/** The model's own endpoint. The operator has the last word on it: that it is not allowed is no mistake of the model. */
function ofEndpoint(task: CheckedTask, settings: Settings): readonly Finding[] {
  const { known } = task;
  const endpoint = known.textAt('configuration.endpoint');
  const input = known.inputAt('configuration.endpoint');
  if (input === undefined || !hasEndpoint(known)) return [];
  if (endpoint !== undefined) {
    const region = regionOf(known) ?? regionIn(endpoint);
    const request = { url: standInUrl(region), endpoint, region };
    return refusal(task, 'configuration.endpoint', request, settings, 'warning');
  }
  // Of a whole object from the process, an endpoint is the least to be expected.
  if (input.target !== 'configuration.endpoint') return [];
  const text =
    'configuration.endpoint is known only when the process runs: where it is not one of AWS, it must be allowed, or the job fails before the send. Set SQS_CONNECTOR_ALLOWED_ENDPOINTS to what may occur.';
  return [{ severity: 'note', line: input.line, text }];
}

/** A blank endpoint counts as none. */
function hasEndpoint(known: KnownInputs): boolean {
  const { kind } = known.at('configuration.endpoint');
  return kind === 'unknown' || known.textAt('configuration.endpoint') !== undefined;
}

type Target = Pick<SendRequest, 'endpoint' | 'region'> & { readonly url: string };

function refusal(
  { known, line }: CheckedTask,
  field: string,
  { url, ...where }: Target,
  rules: TargetRules,
  whenNotAllowed: Severity,
): readonly Finding[] {
  const request: SendRequest = {
    ...where,
    credentials: { kind: 'defaultChain' },
    queue: { kind: 'standard', url },
    body: '',
    attributes: [],
  };
  try {
    targetOf(request, rules);
    return [];
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    // The message speaks of a job; here there is none.
    const text = `${error.message.replace(' Nothing was sent.', '')} As it is, every job fails before the send.`;
    const severity = error.code === 'ENDPOINT_NOT_ALLOWED' ? whenNotAllowed : 'error';
    return [{ severity, line: known.inputAt(field)?.line ?? line, text }];
  }
}

/** The region of the first of its places that has one; undefined where only the process knows it. */
function regionOf(known: KnownInputs): string | undefined {
  for (const place of ['awsCredential.region', 'configuration.region', 'queue.region']) {
    if (known.at(place).kind === 'unknown') return undefined;
    const region = known.textAt(place);
    if (region !== undefined) return region;
  }
  return undefined;
}

/** The region that a URL names, or else any. */
function regionIn(url: string): string {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return sqsHost(host)?.region ?? STAND_IN_REGION;
}
