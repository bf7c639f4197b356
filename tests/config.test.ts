import { describe, expect, it } from 'vitest';
import { defineNewsletter, loadConfig, parseConfig } from '../src/config.ts';
import { NewsletterError } from '../src/model/errors.ts';

const settings = defineNewsletter({
  name: 'The Daily Example',
  publisher: 'Example Press',
  postalAddress: '1 Example Street',
  from: { name: 'The Daily Example', address: 'daily@example.org' },
  replyTo: 'editor@example.org',
  listId: 'daily.example.org',
  timeZone: 'Europe/Berlin',
});
const secret = 'k'.repeat(32);

function problem(run: () => unknown): NewsletterError {
  try {
    run();
  } catch (error) {
    if (error instanceof NewsletterError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('config', () => {
  it('needs no setting at all: sample newsroom, SQLite, outbox', async () => {
    const config = await loadConfig({ environment: {} });
    expect(config).toMatchObject({ newsroom: 'sample', databaseUrl: null, transport: 'outbox', port: 8080 });
    expect(config.dataDir).toMatch(/data\/sample$/);
  });

  it('lists every problem of the environment at once, each with its name', () => {
    const environment = {
      NEWSROOM: 'production',
      PORT: 'eighty',
      DATABASE_URL: 'mysql://x',
      TRANSPORT: 'pigeon',
    };
    const { message, exitCode } = problem(() =>
      parseConfig(settings, environment, '/news/newsletter.config.ts'),
    );
    for (const name of Object.keys(environment)) expect(message).toContain(name);
    expect(exitCode).toBe(2);
  });

  it('asks a live newsroom for what it cannot do without', () => {
    const { message } = problem(() =>
      parseConfig(settings, { NEWSROOM: 'live', TRANSPORT: 'resend' }, '/n/c.ts'),
    );
    for (const name of ['SIGNING_SECRET', 'PUBLIC_URL', 'RESEND_API_KEY']) expect(message).toContain(name);
  });

  it('never takes a folder for the provider of a live newsroom: it has to be named', () => {
    const live = { NEWSROOM: 'live', SIGNING_SECRET: secret, PUBLIC_URL: 'https://news.example' };
    expect(problem(() => parseConfig(settings, live, '/n/c.ts')).message).toContain('TRANSPORT is needed');
    expect(parseConfig(settings, { ...live, TRANSPORT: 'outbox' }, '/n/c.ts').transport).toBe('outbox');
    expect(parseConfig(settings, {}, '/n/c.ts').transport).toBe('outbox');
  });

  it('never lets the sample newsroom mail real people', () => {
    const sample = { TRANSPORT: 'resend', RESEND_API_KEY: 're_x' };
    expect(problem(() => parseConfig(settings, sample, '/n/c.ts')).message).toContain(
      'must not mail real people',
    );
    const loopback = { ...sample, RESEND_BASE_URL: 'http://127.0.0.1:4010' };
    expect(parseConfig(settings, loopback, '/n/c.ts').transport).toBe('resend');
    const lookalike = { ...sample, RESEND_BASE_URL: 'http://127.0.0.1.evil.example' };
    expect(problem(() => parseConfig(settings, lookalike, '/n/c.ts')).message).toContain('real people');
  });

  it('takes an empty variable as not set', () => {
    expect(parseConfig(settings, { PORT: '', DATABASE_URL: '' }, '/n/c.ts').port).toBe(8080);
  });

  it('reads a list of secrets, newest first, and refuses short ones', () => {
    const environment = { SIGNING_SECRET: `${secret}, ${'o'.repeat(40)}` };
    expect(parseConfig(settings, environment, '/n/c.ts').signingSecrets).toEqual([secret, 'o'.repeat(40)]);
    expect(problem(() => parseConfig(settings, { SIGNING_SECRET: 'short' }, '/n/c.ts')).message).toContain(
      'SIGNING_SECRET',
    );
  });

  it('names the file and the setting that is wrong', () => {
    const wrong = {
      ...settings,
      timeZone: 'Mars/Olympus',
      schedule: { collect: '5am', draft: '05:30', send: '07:00' },
      sendings: 1,
    };
    const { message } = problem(() => parseConfig(wrong, {}, '/news/newsletter.config.ts'));
    expect(message).toContain('/news/newsletter.config.ts');
    for (const name of ['timeZone', 'schedule.collect', 'sendings']) expect(message).toContain(name);
  });

  it('says what is missing, and finds the fault within a source or board written in the config', () => {
    const wrong = {
      ...settings,
      publisher: undefined,
      labs: { sources: ['openai', { id: 'lab', nme: 'Lab', url: 'ftp://lab.example' }] },
      benchmarks: { boards: [7] },
    };
    const { message } = problem(() => parseConfig(wrong, {}, '/n/c.ts'));
    expect(message.split('\n').slice(1)).toEqual([
      '- publisher: is missing',
      '- labs.sources[1].name: is missing',
      '- labs.sources[1].url: must be an http or https address',
      '- labs.sources[1].nme: there is no such setting',
      '- benchmarks.boards[0]: must be an id of the catalogue, or a whole one in braces',
    ]);
  });

  it('refuses hours in the wrong order', () => {
    const wrong = { ...settings, schedule: { collect: '08:00', draft: '05:30', send: '07:00' } };
    expect(problem(() => parseConfig(wrong, {}, '/n/c.ts')).message).toContain('collect, draft, send');
  });

  it('says which file cannot be read as a config', async () => {
    await expect(loadConfig({ file: '/nowhere/newsletter.config.ts', environment: {} })).rejects.toThrow(
      /\/nowhere\/newsletter\.config\.ts/,
    );
  });
});
