import { describe, expect, test } from 'vitest';
import { rememberedTargets } from '../src/sending/known-targets.ts';
import { requestOf } from './requests.ts';

const RULES = { allowedEndpoints: [] };

describe('the target of a request', () => {
  test('is decided once for the same texts', () => {
    const targetOf = rememberedTargets(RULES);
    expect(targetOf(requestOf())).toBe(targetOf(requestOf({ messageBody: 'another' })));
  });

  test.each([
    ['region', { configuration: { region: 'us-east-1' } }],
    ['endpoint', { configuration: { region: 'eu-central-1', endpoint: 'https://elsewhere.example' } }],
  ])('is not that of a request with another %s', (_, rest) => {
    const targetOf = rememberedTargets(RULES);
    targetOf(requestOf());
    expect(() => targetOf(requestOf({}, rest))).toThrow();
  });

  test('is refused each time, and others are known after it', () => {
    const targetOf = rememberedTargets(RULES);
    const elsewhere = requestOf({ url: 'https://elsewhere.example/123456789012/orders' });
    expect(() => targetOf(elsewhere)).toThrow(/SQS_CONNECTOR_ALLOWED_ENDPOINTS/);
    expect(() => targetOf(elsewhere)).toThrow(/SQS_CONNECTOR_ALLOWED_ENDPOINTS/);
    expect(targetOf(requestOf()).host).toBe('sqs.eu-central-1.amazonaws.com');
  });

  test('is decided anew when too many are known', () => {
    const targetOf = rememberedTargets(RULES);
    const first = targetOf(requestOf());
    for (let number = 0; number < 1000; number++) {
      targetOf(requestOf({ url: `https://sqs.eu-central-1.amazonaws.com/123456789012/orders-${number}` }));
    }
    expect(targetOf(requestOf())).not.toBe(first);
    expect(targetOf(requestOf())).toEqual(first);
  });
});
