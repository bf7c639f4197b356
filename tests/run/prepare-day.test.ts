/** From a thousand readers' choices to the bytes that are frozen for each. */
import { expect, it } from 'vitest';
import { SECTION_IDS, type SectionId } from '../../src/model/edition.ts';
import { compiledFromJson, personaliser } from '../../src/render/index.ts';
import { needEdition } from '../../src/run/need-edition.ts';
import { saveFindings } from '../../src/checks/store.ts';
import { prepareDay } from '../../src/run/prepare-day.ts';
import { edition as sample, publication } from '../archive/sample-edition.ts';
import { withPapers } from '../render/papers.ts';
import { seededRandom } from '../../scripts/forgery/tampering.ts';
import { openApp } from '../support/app.ts';

const HASH = 'ab'.repeat(32);
const CHECKED = { checkedAt: 1, findings: [], probed: null };

/** Words that stand in one section of the mail and nowhere else. */
const SIGNS: Record<SectionId, RegExp> = {
  essay: /Three labs published schedulers/,
  labs: /All labs/,
  wire: /All feeds/,
  papers: /All papers/,
  benchmarks: /Full tables/,
};

it('1,000 random choices: each reader’s html and text hold exactly the chosen sections and papers', async () => {
  const app = await openApp();
  const edition = withPapers({ ...sample, publication }, ['cs.AI', 'cs.CL']);
  const now = app.clock.now();
  await app.database.query
    .insertInto('edition')
    .values({
      ...{
        date: edition.date,
        number: 1,
        state: 'approved',
        subject: 's',
        title: 't',
        hash: HASH,
      },
      ...{ json: JSON.stringify(edition), release: app.release, created_at: now, updated_at: now },
    })
    .execute();

  const random = seededRandom(11);
  const chosen = new Map<number, { sections: readonly SectionId[]; categories: readonly string[] | null }>();
  await app.database.query.transaction().execute(async (db) => {
    for (let count = 1; count <= 1000; count += 1) {
      const email = `reader-${count}@readers.example`;
      const sections = SECTION_IDS.filter(() => random(10) < 6);
      const categories = random(10) < 2 ? ['cs.CL'] : null;
      if (sections.length === 0) sections.push('essay');
      const { id } = await db
        .insertInto('subscriber')
        .values({
          ...{ email, email_key: email, state: 'confirmed', created_at: 1, confirmed_at: 1 },
          ...{ sections: sections.join('+'), paper_categories: categories?.join('+') ?? null },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      chosen.set(id, { sections, categories });
    }
  });

  await saveFindings(app.database.query, HASH, CHECKED);
  const notes = await prepareDay(app, await needEdition(app, edition.date));
  expect(notes).toEqual([expect.stringMatching(/^\d+ variants of the edition/)]);

  const variants = await app.database.query.selectFrom('variant').select(['variant', 'json']).execute();
  expect(variants.length).toBeLessThanOrEqual(64);
  const values = { address: 'a', unsubscribeUrl: 'u', preferencesUrl: 'p' };
  const mails = new Map(
    variants.map(({ variant, json }) => [variant, personaliser(compiledFromJson(json))(values)]),
  );
  const deliveries = await app.database.query
    .selectFrom('delivery')
    .innerJoin('batch', 'batch.id', 'delivery.batch_id')
    .select(['subscriber_id', 'variant'])
    .execute();
  expect(deliveries).toHaveLength(1000);
  for (const { subscriber_id: id, variant } of deliveries) {
    const { sections, categories } = chosen.get(id)!;
    const mail = mails.get(variant)!;
    for (const part of [mail.html, mail.text]) {
      const found = SECTION_IDS.filter((section) => SIGNS[section].test(part));
      if (found.join() !== sections.join())
        expect({ id, variant, found }).toEqual({ id, variant, found: sections });
      const papers = ['cs.AI', 'cs.CL'].filter((category) => part.includes(`of ${category}`));
      const wanted = sections.includes('papers') ? (categories ?? ['cs.AI', 'cs.CL']) : [];
      if (papers.join() !== wanted.join())
        expect({ id, variant, papers }).toEqual({ id, variant, papers: wanted });
    }
  }
});

it('who chose nothing of today’s edition gets no mail, and the preparation says so', async () => {
  const app = await openApp();
  const edition = { ...sample, sections: sample.sections.filter(({ id }) => id !== 'wire') };
  await app.database.query
    .insertInto('edition')
    .values({
      ...{
        date: edition.date,
        number: 1,
        state: 'approved',
        subject: 's',
        title: 't',
        hash: HASH,
      },
      ...{ json: JSON.stringify(edition), release: app.release, created_at: 1, updated_at: 1 },
    })
    .execute();
  for (const [name, sections] of [
    ['all', null],
    ['wire', 'wire'],
  ] as const)
    await app.database.query
      .insertInto('subscriber')
      .values({
        ...{ email: `${name}@readers.example`, email_key: `${name}@readers.example`, sections },
        ...{ state: 'confirmed', created_at: 1, confirmed_at: 1 },
      })
      .execute();
  await saveFindings(app.database.query, HASH, CHECKED);
  const notes = await prepareDay(app, await needEdition(app, edition.date));
  expect(notes).toContain('1 readers get no mail: nothing they chose is in this edition.');
  const { total } = await app.database.query
    .selectFrom('delivery')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  expect(total).toBe(1);
});

it('what was never checked, or is blocked by a check, is not prepared', async () => {
  const app = await openApp();
  await app.database.query
    .insertInto('edition')
    .values({
      ...{ date: sample.date, number: 1, state: 'approved', subject: 's', title: 't', hash: HASH },
      ...{ json: JSON.stringify(sample), release: app.release, created_at: 1, updated_at: 1 },
    })
    .execute();
  const prepare = async () => prepareDay(app, await needEdition(app, sample.date));
  await saveFindings(app.database.query, 'cd'.repeat(32), CHECKED);
  await expect(prepare()).rejects.toThrow('was never checked');
  const finding = {
    check: 'links',
    severity: 'block',
    place: 'html',
    message: 'A link leads nowhere.',
  } as const;
  await saveFindings(app.database.query, HASH, { ...CHECKED, probed: { findings: [finding], skipped: [] } });
  await expect(prepare()).rejects.toThrow('A link leads nowhere.');
  expect(await app.database.query.selectFrom('delivery').selectAll().execute()).toEqual([]);
});
