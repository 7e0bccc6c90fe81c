import { type ErrorEntry, type RetryRule, runtimeErrorCatalogue } from '@camunda-sqs-connector/runtime';
import { literal, sentence, table } from '../markdown.ts';
import { awsErrorCatalogue, awsErrorGroups, UNKNOWN_AWS_ERROR } from './aws-errors.ts';
import { connectorErrorCatalogue } from './own-errors.ts';
import type { Repetition, SendErrorEntry } from './repetition.ts';

const LEFT: Readonly<Record<RetryRule, string>> = { none: 'none left', fewer: 'one less', same: 'as they were' };

const REPETITIONS: Readonly<Record<Repetition, string>> = {
  never: '',
  afterPauses: 'tried again after pauses',
  withCorrectedClock: 'tried again with the corrected clock',
  withFreshCredentials: 'tried again with fresh credentials',
};

const INTRODUCTION = `\
Every failure has a code. A job that fails leaves it in the variable \`error\`, local to the task, beside the official type and the message. The log has the
code too, and the incident shows the message.

\`\`\`json
{
  "error": {
    "code": "QueueDoesNotExist",
    "type": "software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException",
    "message": "The specified queue does not exist. Check queue.url, and that configuration.region is the queue’s region. (Service: Sqs, Status Code: 400, Error Code: QueueDoesNotExist, Request ID: …)"
  }
}
\`\`\``;

const MATCHING = `\
## Matching an error in a model

The task’s error expression sees the same as \`error\`, and the retries that the job came with as \`job.retries\`. It gives \`null\` where the failure shall stay as
it is. Match on \`error.code\`: codes are stable. \`error.type\` is there for models made for the official connector, whose class names it keeps; texts may
change.

A BPMN error, which a boundary event of the task catches:

\`\`\`feel
= if error.code = "QueueDoesNotExist" then bpmnError("NO_QUEUE", error.message)
  else if list contains(["AccessDenied", "AccessDeniedException", "KmsAccessDenied"], error.code) then bpmnError("NOT_ALLOWED", error.message)
  else null
\`\`\`

A longer pause while SQS cannot be reached, and one retry less each time:

\`\`\`feel
= if error.code = "CONNECTION_FAILED" then jobError(error.message, {}, job.retries - 1, @"PT5M") else null
\`\`\`

Going on without the message, with a variable that tells so:

\`\`\`feel
= if error.code = "INVALID_INPUT" then ignoreError({notSent: error.message}) else null
\`\`\`

The expression is asked after a success as well, where \`error\` is null: the three above then give \`null\`.`;

const RETRIES = `\
## What becomes of the job

${table(
  ['Retries', 'Means'],
  [
    ['none left', 'The job’s own data decides, so a repetition would fail the same way: an incident at once'],
    ['one less', 'The job comes again after the pause of its header `retryBackoff`; at 0 an incident'],
    ['as they were', 'The job was not touched; the engine hands it out again'],
  ],
)}

Some failures are first dealt with inside the job, as far as its time allows:

- *tried again after pauses*: of up to a tenth of a second at first and five seconds at last, with \`AWS_MAX_ATTEMPTS\` tries at most;
- *tried again with the corrected clock*: once and at once, where AWS’s answer shows that this machine’s clock is wrong;
- *tried again with fresh credentials*: once and at once, where the credentials are those of the default credentials chain.

After the message was sent nothing leads to another send: whatever fails then leaves no retries, \`jobError\` too, and the incident names the message.`;

const OTHERS = `\
## Any other answer

${table(
  ['Code', '`error.type`', 'When', 'Retries', 'What to do'],
  [
    otherAnswer('AWS’s own name', 'SQS answers with an error that stands in none of the tables above'),
    otherAnswer('`HTTP` and the status, such as `HTTP502`', 'the answer is no success, and names no error'),
  ],
)}

A server that is only compatible with SQS may use names of its own.`;

/** The page of the documentation that lists all errors, in Markdown. */
export function errorsPage(): string {
  return `${[
    '<!-- Written by `npm run docs` from the catalogue of errors. -->',
    '# Errors',
    INTRODUCTION,
    MATCHING,
    RETRIES,
    ...group('Jobs, expressions and secrets', runtimeErrorCatalogue),
    ...group('Sending', connectorErrorCatalogue),
    '## Answers of SQS',
    'Codes are AWS’s own names. Where one of these answers comes with a status of 500 or more, or with 429, it is tried again after pauses.',
    ...awsErrorGroups.flatMap(({ title, errors }) => [
      `### ${title}`,
      rows(Object.keys(errors).flatMap((code) => [[code, awsErrorCatalogue.get(code)] as const])),
    ]),
    OTHERS,
  ].join('\n\n')}\n`;
}

type Described = ErrorEntry & Partial<Pick<SendErrorEntry, 'repetition'>>;

function group(title: string, catalogue: Readonly<Record<string, Described>>): readonly string[] {
  return [`## ${title}`, rows(Object.entries(catalogue))];
}

function rows(entries: readonly (readonly [string, Described | undefined])[]): string {
  return table(
    ['Code', '`error.type`', 'When', 'Retries', 'What to do'],
    entries.flatMap(([code, entry]) =>
      entry
        ? [[`\`${code}\``, `\`${entry.type}\``, sentence(entry.when), retriesOf(entry), literal(entry.remedy)]]
        : [],
    ),
  );
}

function retriesOf({ retry, repetition = 'never' }: Described): string {
  return [REPETITIONS[repetition], LEFT[retry]].filter(Boolean).join('; then ');
}

function otherAnswer(code: string, when: string): readonly string[] {
  const { type, retry } = UNKNOWN_AWS_ERROR;
  const retries = `${LEFT[retry]}; status 429 and from 500 on: ${REPETITIONS.afterPauses}; then ${LEFT[retry]}`;
  return [code, `\`${type}\``, sentence(when), retries, 'What the message says; check that the endpoint is one of SQS'];
}
