/** A reader's whole life in a real browser: join, confirm, choose, pause, leave, come back, be erased; with and without JavaScript. */
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { DAY_MS } from '../../src/model/date.ts';
import { passingToken } from '../../subscribers/tokens.ts';
import { seriousViolations } from '../support/axe.ts';
import { describeInBrowser } from '../support/browser.ts';
import { openHouse } from '../web/house.ts';

type House = Awaited<ReturnType<typeof openHouse>>;

const ADDRESS = 'grace@readers.example';
const grace = (house: House) => house.subscribers.findByKey(ADDRESS);

/** The link in the last mail that was ordered, on this server. */
async function linkInMail(house: House, url: string): Promise<string> {
  const rows = await house.database.query.selectFrom('notice').selectAll().orderBy('id').execute();
  const letter = JSON.parse(rows.at(-1)!.letter!) as { values: { confirmUrl: string } };
  return letter.values.confirmUrl.replace(house.config.publicUrl, url);
}

describeInBrowser('a reader’s life', (browser) => {
  const cases = [
    { name: 'with JavaScript, in light', options: { colorScheme: 'light' } },
    { name: 'without JavaScript', options: { javaScriptEnabled: false } },
    {
      name: 'on a phone in German, in dark',
      options: { colorScheme: 'dark', locale: 'de', viewport: { width: 320, height: 640 } },
    },
  ] as const;

  it.each(cases)('$name', async ({ options }) => {
    const house = await openHouse();
    const url = await house.serve();
    const hasScripts = !('javaScriptEnabled' in options);
    const page = await browser().newPage({ ...options, bypassCSP: hasScripts });
    onTestFinished(() => page.close());
    const problems: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('data:')) problems.push(request.url());
    });
    const { words } = house.localeOf('locale' in options ? options.locale : 'en');
    const press = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).click();
    };
    const see = async (heading: string) => {
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      if (hasScripts) problems.push(...(await seriousViolations(page)).map((one) => `${heading}: ${one}`));
    };

    // An edition's page is in the newsletter's language, whatever the reader's.
    await page.goto(`${url}/archive/2026-11-24`);
    await page.getByRole('textbox').fill(ADDRESS);
    await press('Subscribe');
    await see(words.join.heading.replace('{newsletter}', 'The Morning Gradient'));
    house.clock.advance(5000);
    await press(words.join.button);
    await see(words.join.sentTitle);

    await page.goto(await linkInMail(house, url));
    await see(words.confirm.heading);
    expect((await grace(house))?.state).toBe('pending');
    await press(words.confirm.button);
    await see(words.confirm.doneTitle);
    expect((await grace(house))?.state).toBe('confirmed');

    await page.getByRole('link', { name: words.confirm.choose }).click();
    const choices = page.url();
    await see(words.preferences.heading.replace('{newsletter}', 'The Morning Gradient'));
    await page.getByLabel(words.edition.headings.wire).uncheck();
    await page.getByLabel(words.edition.headings.essay).uncheck();
    await press(words.preferences.save);
    await page.getByText(words.preferences.saved).waitFor();
    await see(words.preferences.heading.replace('{newsletter}', 'The Morning Gradient'));
    expect((await grace(house))?.sections).toEqual(['labs', 'papers', 'benchmarks']);

    await page.getByLabel(words.preferences.pauseUntil).fill('2026-12-24');
    await press(words.leave.pauseButton);
    await page.getByRole('button', { name: words.preferences.resume }).waitFor();
    expect((await grace(house))?.pausedUntil).toBe(Date.parse('2026-12-24T05:00:00Z'));

    await page.getByRole('link', { name: words.preferences.leave }).click();
    await see(words.leave.heading.replace('{newsletter}', 'The Morning Gradient'));
    await press(words.leave.button);
    await see(words.goodbye.heading);
    expect((await grace(house))?.state).toBe('unsubscribed');
    await press(words.goodbye.undoButton);
    await see(words.back.title);
    expect((await grace(house))?.state).toBe('confirmed');

    await page.goto(choices);
    await page.getByLabel(words.preferences.eraseSure).check();
    await press(words.preferences.eraseButton);
    await see(words.preferences.erasedTitle);
    expect(await grace(house)).toBeNull();

    expect(problems).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
  });

  it('a challenge is solved by the browser alone; where it cannot be the page says whom to write to', async () => {
    const house = await openHouse(undefined, { joining: { perIpHour: 1 } });
    const url = await house.serve();
    const ask = async (page: Page, address: string) => {
      await page.goto(`${url}/subscribe`);
      await page.getByRole('textbox').fill(address);
      house.clock.advance(5000);
      await page.getByRole('button', { name: 'Subscribe' }).click();
    };
    const page = await browser().newPage();
    onTestFinished(() => page.close());
    await ask(page, 'first@readers.example');
    await page.getByRole('heading', { name: 'Check your inbox' }).waitFor();
    // However fast: the clock stands still while the script works and sends its answer.
    await ask(page, ADDRESS);
    await page.getByRole('heading', { name: 'Check your inbox' }).waitFor();
    expect((await grace(house))?.state).toBe('pending');

    const plain = await browser().newPage({ javaScriptEnabled: false });
    onTestFinished(() => plain.close());
    // As a browser is on a page that came without TLS.
    const unable = await browser().newPage();
    onTestFinished(() => unable.close());
    await unable.addInitScript("Object.defineProperty(crypto, 'subtle', { value: undefined })");
    for (const [at, stuck] of [plain, unable].entries()) {
      await ask(stuck, `stuck-${at}@readers.example`);
      await stuck.getByRole('heading', { name: 'One moment' }).waitFor();
      await stuck.getByText('editors@inference-report.example').waitFor();
      expect(await stuck.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true);
    }
  });

  it('scanners that open the links of mails 52 times in a browser, scripts and all, change nothing', async () => {
    const house = await openHouse();
    const url = await house.serve();
    await house.subscribers.join(
      {
        ...{
          address: { ok: true, email: ADDRESS, key: ADDRESS },
          source: '',
          form: 'f',
          locale: 'en',
          ip: null,
        },
        worked: false,
      },
      house.config.settings.joining,
      (id) => ({
        to: ADDRESS,
        locale: 'en',
        values: { confirmUrl: `${house.config.publicUrl}${house.confirmPath(id)}` },
      }),
    );
    const before = await house.database.query.selectFrom('subscriber').selectAll().orderBy('id').execute();
    const links = [
      await linkInMail(house, url),
      `${url}/unsubscribe/${house.leaveToken}`,
      `${url}/preferences/${house.choiceToken}`,
      `${url}/stay/${passingToken(house.keys, 'stay', house.reader, house.clock.now() + DAY_MS)}`,
    ];
    const page = await browser().newPage();
    onTestFinished(() => page.close());
    for (let round = 0; round < 13; round += 1)
      for (const link of links) {
        await page.goto(link);
        await page.evaluate(
          'Promise.all([...document.querySelectorAll("a")].map((a) => fetch(a.href).catch(() => 0)))',
        );
      }
    expect(await house.database.query.selectFrom('subscriber').selectAll().orderBy('id').execute()).toEqual(
      before,
    );
  });
});
