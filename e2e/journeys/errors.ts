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
    ends: { incident: /queue\.messageBody: must not be null/ },
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
];
