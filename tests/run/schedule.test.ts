import { describe, expect, it } from 'vitest';
import { editionDate, HOUR_MS } from '../../src/model/date.ts';
import { nextStep, timesOf, type DayFacts } from '../../src/run/schedule.ts';

const settings = {
  timeZone: 'America/New_York',
  schedule: { collect: '05:00', draft: '05:30', send: '07:00' },
};
const times = timesOf(settings, editionDate('2026-11-24'));
const at = (clock: string) => Date.parse(`2026-11-24T${clock}:00-05:00`);

function facts(clock: string, changes: Partial<DayFacts> = {}): DayFacts {
  return {
    now: at(clock),
    over: false,
    times,
    catchUpMs: 6 * HOUR_MS,
    approval: 'required',
    collectedAt: at('05:01'),
    changedAt: changes.state === undefined ? null : at('05:31'),
    state: null,
    blocked: null,
    ...changes,
  };
}

describe('nextStep', () => {
  it('waits before the hour, collects, then drafts', () => {
    expect(nextStep(facts('04:59', { collectedAt: null })).kind).toBe('wait');
    expect(nextStep(facts('05:00', { collectedAt: null })).kind).toBe('collect');
    expect(nextStep(facts('05:10')).kind).toBe('wait');
    expect(nextStep(facts('05:30')).kind).toBe('draft');
  });

  it('collects again in the morning what was collected by hand the night before', () => {
    expect(nextStep(facts('05:00', { collectedAt: at('01:00') })).kind).toBe('collect');
  });

  it('collects and drafts at its hours though somebody has looked at a draft before', () => {
    const early = { state: 'draft', changedAt: at('02:00'), approval: 'automatic', blocked: false } as const;
    expect(nextStep(facts('04:59', { ...early, collectedAt: at('01:59') })).kind).toBe('wait');
    expect(nextStep(facts('05:00', { ...early, collectedAt: at('01:59') })).kind).toBe('collect');
    expect(nextStep(facts('05:10', early)).kind).toBe('wait');
    expect(nextStep(facts('05:30', early)).kind).toBe('draft');
    expect(nextStep(facts('05:31', { ...early, changedAt: at('05:31') })).kind).toBe('approve');
  });

  it('drafts anew what was collected after the draft, by hand or after a night down', () => {
    const collected = { state: 'draft', collectedAt: at('06:10') } as const;
    expect(nextStep(facts('06:11', collected)).kind).toBe('draft');
    expect(nextStep(facts('06:12', { ...collected, changedAt: at('06:11') })).kind).toBe('wait');
    expect(nextStep(facts('13:01', collected)).kind).toBe('hold');
  });

  it('sends an approved edition at its hour and not before', () => {
    expect(nextStep(facts('06:59', { state: 'approved' })).kind).toBe('wait');
    expect(nextStep(facts('07:00', { state: 'approved' })).kind).toBe('send');
  });

  it('holds what nobody approved, with the reason', () => {
    expect(nextStep(facts('06:59', { state: 'draft' })).kind).toBe('wait');
    expect(nextStep(facts('07:00', { state: 'draft' }))).toEqual({
      kind: 'hold',
      reason: 'It was not approved by the time it was to be sent.',
    });
    expect(nextStep(facts('08:00', { state: 'held' })).kind).toBe('wait');
  });

  it('approves by itself only where that is configured and no finding blocks', () => {
    const automatic = { state: 'draft', approval: 'automatic' } as const;
    expect(nextStep(facts('06:00', { ...automatic, blocked: false })).kind).toBe('approve');
    expect(nextStep(facts('06:00', { ...automatic, blocked: true })).kind).toBe('wait');
    expect(nextStep(facts('06:00', { ...automatic, blocked: null })).kind).toBe('wait');
    expect(nextStep(facts('07:00', { ...automatic, blocked: true }))).toEqual({
      kind: 'hold',
      reason: 'A check blocks it.',
    });
    expect(nextStep(facts('06:00', { state: 'draft', blocked: false })).kind).toBe('wait');
  });

  it('after downtime sends within the catch-up time and holds beyond it', () => {
    expect(nextStep(facts('12:59', { state: 'approved' })).kind).toBe('send');
    expect(nextStep(facts('13:01', { state: 'approved' })).kind).toBe('hold');
    expect(nextStep(facts('13:01')).kind).toBe('wait');
  });

  it('goes on with an interrupted run, but never at midnight', () => {
    expect(nextStep(facts('09:00', { state: 'sending' })).kind).toBe('send');
    expect(nextStep(facts('23:59', { state: 'sending' })).kind).toBe('pause');
  });

  it('what a person approves or resumes late leaves, and has the catch-up time from then', () => {
    for (const state of ['approved', 'sending'] as const) {
      const decided = { state, changedAt: at('15:00') };
      expect(nextStep(facts('15:01', decided)).kind).toBe('send');
      expect(nextStep(facts('21:00', decided)).kind).toBe('send');
      expect(nextStep(facts('21:01', decided)).kind).toBe(state === 'approved' ? 'hold' : 'pause');
    }
    // A draft made anew is no decision.
    expect(nextStep(facts('15:01', { state: 'draft', changedAt: at('15:00') })).kind).toBe('hold');
  });

  it('a day that is over is sent or held, and made no more', () => {
    const over = { over: true, times: { ...times, send: at('22:00') } };
    const later = (changes: Partial<DayFacts>) =>
      nextStep(facts('22:00', { ...over, now: at('22:00') + 2 * HOUR_MS, ...changes })).kind;
    expect(later({ state: 'approved' })).toBe('send');
    expect(later({ state: 'draft' })).toBe('hold');
    const automatic = { state: 'draft', approval: 'automatic', blocked: false } as const;
    expect(later(automatic)).toBe('approve');
    expect(later({ ...automatic, changedAt: at('02:00') })).toBe('hold');
    expect(later({ collectedAt: null })).toBe('wait');
  });

  it('never touches what is finished, cancelled or paused by a person', () => {
    for (const state of ['completed', 'cancelled', 'paused'] as const)
      expect(nextStep(facts('07:30', { state })).kind).toBe('wait');
  });
});
