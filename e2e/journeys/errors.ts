import type { Journey } from './journey.ts';

const MISSING_BODY = { 'queue.messageBody': '=null' };

/** What models make of failures. */
export const errors: readonly Journey[] = [
  {
    name: 'an error expression throws a BPMN error, which a boundary event catches',
    inputs: MISSING_BODY,
    headers: {
      errorExpression: '=if error.code = "INVALID_INPUT" then bpmnError("NO_QUEUE", error.message) else null',
    },
    ends: { completed: { caught: '"yes"' } },
  },
  {
    name: 'a BPMN error that nothing catches becomes an incident',
    inputs: MISSING_BODY,
    headers: { errorExpression: '=bpmnError("NOBODY_CATCHES_THIS", "m")' },
    failures: 0,
    ends: { incident: /NOBODY_CATCHES_THIS/ },
  },
  {
    name: 'a BPMN error brings its variables',
    inputs: MISSING_BODY,
    headers: { errorExpression: '=bpmnError("NO_QUEUE", "m", {reason: error.code, n: 9007199254740993})' },
    ends: { completed: { caught: '"yes"' } },
  },
  {
    name: 'ignoreError completes the job with its variables',
    inputs: MISSING_BODY,
    headers: { errorExpression: '=ignoreError({ignored: error.code})' },
    ends: { completed: { ignored: '"INVALID_INPUT"' } },
  },
  {
    name: 'jobError sets the retries that are left: none',
    retries: '5',
    inputs: MISSING_BODY,
    headers: { errorExpression: '=jobError("given up: " + error.code)' },
    ends: { incident: /^given up: INVALID_INPUT/ },
  },
  {
    name: 'jobError counts down by itself',
    retries: '9',
    inputs: MISSING_BODY,
    headers: {
      errorExpression: '=jobError("try", {}, if job.retries > 3 then 3 else job.retries - 1, duration("PT0S"))',
    },
    failures: 4,
    ends: { incident: /^try/ },
  },
  {
    name: 'an error expression on a success',
    headers: {
      errorExpression: '=if response.messageId != null then bpmnError("NO_QUEUE", "sent all the same") else null',
    },
    sent: [{ body: 'hello' }],
    ends: { completed: { caught: '"yes"' } },
  },
  {
    name: 'an error expression that gives null leaves the failure as it is',
    inputs: MISSING_BODY,
    headers: { errorExpression: '=if error.code = "OTHER" then bpmnError("NO_QUEUE") else null' },
    ends: { incident: /queue\.messageBody: Validation failed\. Original message: must not be null/ },
  },
  {
    name: 'the error expression sees the official type',
    inputs: MISSING_BODY,
    headers: {
      errorExpression:
        '=if error.type = "io.camunda.connector.api.error.ConnectorInputException" then ignoreError({seen: true}) else null',
    },
    ends: { completed: { seen: 'true' } },
  },
  {
    name: 'a queue that does not exist is tried as often as the model says',
    queue: 'none',
    retries: '3',
    headers: { retryBackoff: 'PT0.1S' },
    failures: 3,
    ends: { incident: /Error Code: (AWS\.SimpleQueueService\.NonExistentQueue|QueueDoesNotExist)/ },
  },
  {
    name: 'a queue that does not exist, caught by its code',
    queue: 'none',
    headers: { errorExpression: '=if ends with(error.code, "QueueDoesNotExist") then bpmnError("NO_QUEUE") else null' },
    ends: { completed: { caught: '"yes"' } },
  },
  {
    name: 'a result expression that fails after the send is not repeated',
    retries: '3',
    headers: { resultExpression: '=assert(null, false)' },
    sent: [{ body: 'hello' }],
    ends: { incident: /was sent|The work was done/ },
  },
  {
    name: 'a result expression that gives no context',
    retries: '3',
    headers: { resultExpression: '="text"' },
    sent: [{ body: 'hello' }],
    ends: { incident: /Result expression must return a JSON object, but got string[\s\S]*not repeated/ },
  },
  {
    name: 'a result expression that gives null adds nothing',
    headers: { resultExpression: '=null' },
    sent: [{}],
    ends: { completed: { response: undefined } },
  },
  {
    name: 'a result expression may use every function of FEEL',
    headers: {
      resultExpression: '={day: string(today()) != "", parts: count(split(messageId, "-")), deep: {list: [1, null]}}',
    },
    sent: [{}],
    ends: { completed: { day: 'true', parts: '5', deep: '{"list":[1,null]}' } },
  },
  {
    name: 'the error variable of a failed job',
    inputs: MISSING_BODY,
    headers: { resultVariable: 'response' },
    ends: { incident: /must not be null/, variables: { response: undefined } },
  },
  ...[
    ['a context by hand: bpmnError', '={errorType: "bpmnError", errorCode: "NO_QUEUE"}', { caught: '"yes"' }],
    ['a context by hand: ignoreError', '={errorType: "ignoreError", variables: {a: 1}}', { a: '1' }],
    ['a context by hand with more keys', '={errorType: "ignoreError", more: 1}', {}],
    ['ignoreError without variables', '=ignoreError()', { error: undefined }],
    [
      'the parts of the error',
      '=ignoreError({e: response.error.code, n: job.retries, v: error.variables})',
      {
        e: '"INVALID_INPUT"',
        n: '1',
        v: 'null',
      },
    ],
    ['what is unknown is null', '=if response.messageId = null and order = null then ignoreError({}) else null', {}],
    ['a function that nothing has gives null', '=if nosuch(error.code) then null else ignoreError({})', {}],
    [
      'variables of a BPMN error',
      '=bpmnError("NO_QUEUE", "m", {reason: error.code})',
      {
        caught: '"yes"',
        reason: '"INVALID_INPUT"',
      },
    ],
    ['a BPMN error without a message', '=bpmnError("NO_QUEUE")', { caught: '"yes"' }],
    ['an expression without its equals sign', 'ignoreError({})', {}],
    ['named arguments', '=bpmnError(errorMessage: "m", errorCode: "NO_QUEUE")', { caught: '"yes"' }],
  ].map(
    ([name, errorExpression, completed]): Journey => ({
      name: `an error expression: ${name}`,
      inputs: MISSING_BODY,
      headers: { errorExpression: errorExpression as string },
      ends: { completed: completed as Readonly<Record<string, string>> },
    }),
  ),
  ...[
    ['an empty context', '={}', /must not be null/],
    ['a BPMN error without a code', '=bpmnError(null)', /must not be null|errorCode/],
    ['a code that is no text', '=bpmnError(123, "")', /Parameter 'errorCode' of function 'bpmnError' must be a String/],
    ['an unknown kind of error', '={errorType: "other"}', /bpmnError, jobError or ignoreError is expected/],
    ['a context of something else', '={code: error.code}', /bpmnError, jobError or ignoreError is expected/],
    ['a function without its arguments gives null', '=bpmnError()', /must not be null/],
    ['the reserved word', '=bpmnError("NO_QUEUE", "camunda.function.type")', /forbidden literal/],
    ['more than 1.5 MB', '=ignoreError({a: for i in 1..8000 return error.message})', /exceeds the 1\.5 MB/],
    ['a backoff that is none', '=jobError("x", {}, 1, backoff(0))', /backoff\(\): 'attempt' must be >= 1, but was 0/],
    ['a backoff whose bounds cross', '=jobError("x", {}, 1, backoff(1, @"PT9S"))', /'minDelay' must be <= 'maxDelay'/],
    ['a text', '="x"', /Error expression must return a JSON object, but got string/],
    ['a list', '=[ignoreError()]', /Error expression must return a JSON object, but got array/],
    ['an assertion that fails', '=assert(error.code, false)', /Error expression/],
    ['a job error by hand without retries', '={errorType: "jobError", errorMessage: "by hand"}', /^by hand/],
    [
      'a message that is too long is cut',
      '=jobError(string join(for i in 1..700 return "0123456789", ""))',
      /^\d{6000}$/,
    ],
  ].map(
    ([name, errorExpression, incident]): Journey => ({
      name: `an error expression: ${name}: no retries are left`,
      retries: '3',
      inputs: MISSING_BODY,
      headers: { errorExpression: errorExpression as string },
      ends: { incident: incident as RegExp },
    }),
  ),
  ...[
    ['retryBackoff', { retryBackoff: 'abc' }, 'InvalidBackOffDurationException'],
    ['jobTimeout', { jobTimeout: 'abc' }, 'InvalidJobTimeoutException'],
    ['resultExpression', { resultExpression: '= a +* 1' }, 'FeelEngineWrapperException'],
  ].map(
    ([header, headers, type]): Journey => ({
      name: `an error expression sees the official type of a wrong ${header}`,
      headers: {
        ...(headers as Readonly<Record<string, string>>),
        errorExpression: `=if ends with(error.type, "${type}") then ignoreError({seen: error.code}) else null`,
      },
      ends: { completed: { seen: /^"INVALID_/ } },
    }),
  ),
  {
    name: 'the variables of jobError are kept beside its message',
    retries: '2',
    inputs: MISSING_BODY,
    headers: {
      errorExpression: '=if job.retries = 2 then jobError("again", {v: 1, error: "mine"}, 1) else ignoreError()',
    },
    outputs: { v: '=v', told: '=error' },
    failures: 1,
    ends: { completed: { v: '1', told: '"again"' } },
  },
  {
    name: 'a failed job leaves its error to the next try',
    retries: '2',
    queue: 'none',
    headers: { errorExpression: '=if job.retries = 2 then null else ignoreError()' },
    outputs: { code: '=error.code', type: '=error.type' },
    failures: 1,
    ends: {
      completed: {
        code: /QueueDoesNotExist|NonExistentQueue/,
        type: /^"software\.amazon\.awssdk\.services\.sqs\.model\./,
      },
    },
  },
  {
    name: 'jobError may leave more retries than there were',
    retries: '1',
    inputs: MISSING_BODY,
    headers: { errorExpression: '=if job.retries = 1 then jobError("more", {}, 5) else ignoreError({n: job.retries})' },
    failures: 1,
    ends: { completed: { n: '5' } },
  },
  {
    name: 'jobError with a fraction of retries: it is cut',
    retries: '2',
    inputs: MISSING_BODY,
    headers: { errorExpression: '=if job.retries = 2 then jobError("x", {}, 1.9) else ignoreError({n: job.retries})' },
    failures: 1,
    ends: { completed: { n: '1' } },
  },
  {
    name: 'jobError with a negative number of retries leaves none',
    retries: '2',
    inputs: MISSING_BODY,
    headers: { errorExpression: '=jobError("none", {}, -3)' },
    ends: { incident: /^none/ },
  },
  {
    name: 'jobError’s own backoff, and one that grows',
    retries: '3',
    inputs: MISSING_BODY,
    headers: {
      retryBackoff: 'PT1H',
      errorExpression:
        '=if job.retries = 3 then jobError("a", {}, 2, @"PT0.1S") else if job.retries = 2 then jobError("b", {}, 1, backoff(1)) else ignoreError()',
    },
    failures: 2,
    ends: { completed: {} },
  },
  {
    name: 'a success that an error expression makes a job error is not sent again, and the incident names the message',
    retries: '3',
    headers: { errorExpression: '=jobError("not good enough", {}, 5)' },
    sent: [{ body: 'hello' }],
    ends: { incident: /^not good enough The work was done before: the message <id> was sent\. It is not repeated\.$/ },
  },
  {
    name: 'ignoreError on a success takes the result’s place',
    headers: {
      resultVariable: 'res',
      errorExpression: '=ignoreError({seen: res.messageId, again: response.res.messageId})',
    },
    sent: [{}],
    ends: { completed: { seen: '"<id>"', again: '"<id>"', res: undefined } },
  },
  {
    name: 'with a result variable an error expression sees the output, and no longer the response',
    headers: { resultVariable: 'res', errorExpression: '=ignoreError({seen: response.messageId, bare: messageId})' },
    sent: [{}],
    ends: { completed: { seen: 'null', bare: 'null' } },
  },
  {
    name: 'without output an error expression sees the response',
    headers: { errorExpression: '=ignoreError({seen: response.messageId, bare: messageId, left: job.retries})' },
    sent: [{}],
    ends: { completed: { seen: '"<id>"', bare: '"<id>"', left: '1' } },
  },
  {
    name: 'no retries from the start: the job is executed once all the same',
    retries: '0',
    sent: [{}],
    ends: { completed: {} },
  },
  {
    name: 'retries from an expression',
    queue: 'none',
    retries: '=n',
    variables: '{"n":2}',
    failures: 2,
    ends: { incident: /QueueDoesNotExist|NonExistentQueue/ },
  },
  ...['PT0S', 'pt0.1s', 'P0D', 'PT0,1S', '+PT0.1S', '-PT5S'].map(
    (retryBackoff): Journey => ({
      name: `a retryBackoff that is understood: ${retryBackoff}`,
      queue: 'none',
      retries: '2',
      headers: { retryBackoff },
      failures: 2,
      ends: { incident: /QueueDoesNotExist|NonExistentQueue/ },
    }),
  ),
  ...[' ', ' PT1S', '5', 'P1W', 'P1M', 'PT1.5M', 'PT', 'P1D1S'].map(
    (retryBackoff): Journey => ({
      name: `a retryBackoff that is refused: '${retryBackoff}'`,
      retries: '3',
      headers: { retryBackoff },
      ends: {
        incident: new RegExp(
          `^Failed to parse retry backoff header\\. Expected ISO-8601 duration, e\\.g\\. PT5M, got: ${retryBackoff}$`,
        ),
      },
    }),
  ),
  ...['PT10M', 'pt2m', ' '].map(
    (jobTimeout): Journey => ({
      name: `a jobTimeout that is understood: '${jobTimeout}'`,
      headers: { jobTimeout },
      sent: [{}],
      ends: { completed: {} },
    }),
  ),
  ...[
    ['PT0S', /must be a positive duration, got: PT0S/],
    ['P0D', /must be a positive duration/],
    ['PT0.000000001S', /must be a positive duration/],
    ['not-a-duration', /Failed to parse job timeout header\. Expected ISO-8601 duration, e\.g\. PT10M/],
    ['PT9999999999999999S', /too large to represent/],
  ].map(
    ([jobTimeout, incident]): Journey => ({
      name: `a jobTimeout that is refused: ${jobTimeout}`,
      retries: '3',
      headers: { jobTimeout: jobTimeout as string },
      ends: { incident: incident as RegExp },
    }),
  ),
];
