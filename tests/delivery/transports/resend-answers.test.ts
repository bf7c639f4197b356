import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAnswer } from '../../../src/delivery/transports/resend-answers.ts';

const refused = (statusCode: number | null, name: string, headers: Record<string, string> = {}) =>
  readAnswer({ data: null, error: { statusCode, name, message: 'm' }, headers }, 2);

it.each([
  [429, 'rate_limit_exceeded', 'later'],
  [429, 'a_name_of_tomorrow', 'later'],
  [429, 'daily_quota_exceeded', 'pause'],
  [429, 'monthly_quota_exceeded', 'pause'],
  [400, 'validation_error', 'pause'],
  [400, 'invalid_idempotency_key', 'pause'],
  [401, 'missing_api_key', 'pause'],
  [401, 'restricted_api_key', 'pause'],
  [403, 'invalid_api_key', 'pause'],
  [403, 'suspended_api_key', 'pause'],
  [403, 'validation_error', 'pause'],
  [404, 'not_found', 'pause'],
  [405, 'method_not_allowed', 'pause'],
  [451, 'security_error', 'pause'],
  [418, 'a_name_of_tomorrow', 'pause'],
  // What any object of JavaScript answers to.
  [418, 'constructor', 'pause'],
  [500, 'toString', 'unknown'],
  [409, 'invalid_idempotent_request', 'conflict'],
  [409, 'concurrent_idempotent_requests', 'unknown'],
  [409, 'resource_locked', 'unknown'],
  [413, 'application_error', 'too-large'],
  [422, 'validation_error', 'unaccepted'],
  [422, 'missing_required_field', 'unaccepted'],
  [422, 'invalid_parameter', 'unaccepted'],
  [422, 'invalid_from_address', 'pause'],
  [500, 'application_error', 'unknown'],
  [500, 'internal_server_error', 'unknown'],
  [502, 'application_error', 'unknown'],
  [503, 'service_unavailable', 'unknown'],
  [null, 'application_error', 'unknown'],
])('%s %s is %s', (status, name, kind) => {
  expect(refused(status, name).kind).toBe(kind);
});

it('waits as long as retry-after says, a second where it says nothing', () => {
  expect(refused(429, 'rate_limit_exceeded', { 'retry-after': '7' })).toMatchObject({ afterMs: 7000 });
  expect(refused(429, 'rate_limit_exceeded')).toMatchObject({ afterMs: 1000 });
  expect(refused(429, 'rate_limit_exceeded', { 'retry-after': 'soon' })).toMatchObject({ afterMs: 1000 });
  const dates = { 'retry-after': 'Tue, 24 Nov 2026 07:00:09 GMT', date: 'Tue, 24 Nov 2026 07:00:00 GMT' };
  expect(refused(429, 'rate_limit_exceeded', dates)).toMatchObject({ afterMs: 9000 });
  expect(refused(429, 'rate_limit_exceeded', { 'retry-after': '99999' })).toMatchObject({
    afterMs: 3_600_000,
  });
});

it('one id for two messages says of neither that it was accepted', () => {
  const data = { data: [{ id: 'a' }, { id: 'a' }] };
  const answer = readAnswer({ data, error: null, headers: {} }, 2);
  expect(answer.kind === 'settled' && answer.results.length).toBe(1);
});

it('keeps each id with its message', () => {
  const data = { data: [{ id: 'a' }, { id: 'b' }] };
  expect(readAnswer({ data, error: null, headers: {} }, 2)).toEqual({
    kind: 'settled',
    results: [
      { kind: 'submitted', providerId: 'a' },
      { kind: 'submitted', providerId: 'b' },
    ],
  });
});

it.each([
  [{ data: [{ id: 'a' }, { id: 'b' }, { id: 'b' }, { id: 'c' }] }],
  [{ data: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], errors: [{ index: 0, message: 'no' }] }],
])('an answer that contradicts itself is never of the right number by chance: %j', (data) => {
  expect(readAnswer({ data, error: null, headers: null }, 3)).toEqual({ kind: 'settled', results: [] });
});

it('puts the ids of a partial answer in the places that the errors leave', () => {
  const data = { data: [{ id: 'a' }, { id: 'c' }], errors: [{ index: 1, message: 'no' }] };
  expect(readAnswer({ data, error: null, headers: {} }, 3)).toMatchObject({
    results: [{ providerId: 'a' }, { kind: 'rejected', reason: 'no' }, { providerId: 'c' }],
  });
});

it.each([null, undefined, '', {}, { data: null }, { data: [{ id: '' }] }, { data: [{}] }])(
  'an acceptance without ids is unknown: %j',
  (data) => {
    expect(readAnswer({ data, error: null, headers: null }, 1).kind).toBe('unknown');
  },
);

it('no answer can crash it, and none that is unreadable counts as refused', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (data, error) => {
      const { kind } = readAnswer({ data, error, headers: null }, 1);
      const readable = typeof error === 'object' && error !== null && 'statusCode' in error;
      if (!readable) expect(['settled', 'unknown']).toContain(kind);
    }),
  );
});
