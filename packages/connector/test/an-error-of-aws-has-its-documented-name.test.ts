import { expect, test } from 'vitest';
import { parseBatchAnswer } from '../src/sending/batching/batch-message.ts';
import { parseAnswer } from '../src/sending/send-message.ts';
import { requestOf } from './requests.ts';

test.each([
  ['QueueDoesNotExist', 'QueueDoesNotExist'],
  ['AWS.SimpleQueueService.NonExistentQueue', 'QueueDoesNotExist'],
  ['AWS.SimpleQueueService.UnsupportedOperation', 'UnsupportedOperation'],
  ['InvalidParameterValueException', 'InvalidParameterValue'],
  ['MissingRequiredParameterException', 'MissingParameter'],
  ['KMS.AccessDeniedException', 'KmsAccessDenied'],
  ['KMS.InvalidKeyUsageException', 'KmsInvalidKeyUsage'],
  ['KMS.ThrottlingException', 'KmsThrottled'],
  // Both are documented.
  ['AccessDeniedException', 'AccessDeniedException'],
  // What is not known keeps its name.
  ['SomethingNewException', 'SomethingNewException'],
  ['KMS.SomethingNewException', 'KMS.SomethingNewException'],
])('%s is %s, alone and as part of a batch', (name, code) => {
  const request = requestOf();
  const alone = { status: 400, headers: {}, text: JSON.stringify({ __type: `com.amazonaws.sqs#${name}` }) };
  expect(parseAnswer(alone, request)).toMatchObject({ kind: 'refused', refusal: { code } });
  const inBatch = {
    status: 200,
    headers: {},
    text: JSON.stringify({ Failed: [{ Id: '0', Code: name, SenderFault: true }] }),
  };
  expect(parseBatchAnswer(inBatch, [request])[0]?.()).toMatchObject({ kind: 'refused', refusal: { code } });
});
