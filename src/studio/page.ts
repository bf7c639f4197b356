/** The preview page: what the mail is called, what the checks say, and the mail itself on a phone, on a desk and as text. */
import { html, type Html } from '../archive/pages/html.ts';
import type { Finding } from '../model/finding.ts';
import type { Sheet } from './desk.ts';
import type { Draft } from './draft.ts';

export type Scheme = 'light' | 'dark';

export type StudioPage = {
  readonly newsletterName: string;
  readonly sheet: Sheet;
  readonly revision: string;
  readonly scheme: Scheme;
};

/** Gmail cuts a mail off after about this much html (102 KB of 1,024 bytes). */
const CLIP_BYTES = 102 * 1024;

export function studioPage({ newsletterName, sheet, revision, scheme }: StudioPage): Html {
  const { draft, problem } = sheet;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${problem === null ? '' : '(!) '}${draft?.subject ?? 'Preview'} · ${newsletterName}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/studio.css" />
        <script src="/studio.js" data-revision="${revision}" defer></script>
      </head>
      <body>
        <header>
          <p class="kicker">
            Preview · ${newsletterName}${draft !== null && ` · ${draft.date} · ${draft.state}`} ·
            <a href="/sources">Sources</a>
          </p>
          ${draft === null ? html`<h1>No draft to show yet</h1>` : envelope(draft)}
        </header>
        <main>
          ${problem !== null && problemBox(problem, draft !== null)}
          ${draft !== null && html`${findingList(draft.findings)} ${nextStep(draft)} ${views(draft, revision, scheme)}`}
          ${draft === null && problem === null && html`<p>Rendering the draft of the day…</p>`}
        </main>
      </body>
    </html>`;
}

function envelope({ subject, preheader, html: mail, text }: Draft): Html {
  const bytes = Buffer.byteLength(mail);
  const share = `${Math.round((100 * bytes) / CLIP_BYTES)} % of what Gmail shows`;
  return html`<h1>${subject}</h1>
    <p class="preheader">${preheader}</p>
    <p class="meta">
      html ${kilobytes(bytes)} (<span class="${bytes > CLIP_BYTES ? 'block' : ''}">${share}</span>), text
      ${kilobytes(Buffer.byteLength(text))}
    </p>`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

function problemBox(problem: string, stale: boolean): Html {
  return html`<section class="problem" role="alert" aria-label="Problem">
    <h2>The draft cannot be rendered as the files are now</h2>
    <pre>${problem}</pre>
    <p>
      Save the file again once it is right${stale && '; until then, below is the last version that worked'}.
    </p>
  </section>`;
}

function findingList(findings: readonly Finding[]): Html {
  if (findings.length === 0) return html`<p class="clear">The checks found nothing.</p>`;
  const blockFirst = findings.toSorted((a, b) =>
    a.severity < b.severity ? -1 : a.severity > b.severity ? 1 : 0,
  );
  return html`<section aria-labelledby="findings">
    <h2 id="findings">Findings</h2>
    <ul class="findings">
      ${blockFirst.map(
        ({ severity, place, message, check }) =>
          html`<li>
            <strong class="${severity}">${severity === 'block' ? 'blocks' : 'look at'}</strong>
            ${place !== '' && html`<em>${place}</em>`} ${message} <small>${check}</small>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** The preview only shows: what lets the edition go is a command. */
function nextStep({ date, state, findings }: Draft): Html | null {
  if (state !== 'draft' && state !== 'held') return null;
  if (findings.some(({ severity }) => severity === 'block'))
    return html`<p>It cannot be approved while something blocks it.</p>`;
  return html`<p>To let it go: <code>npm run inference-report -- approve --date ${date}</code></p>`;
}

function views(draft: Draft, revision: string, scheme: Scheme): Html {
  const source = `/draft.html?scheme=${scheme}&revision=${revision}`;
  const choice = (name: Scheme) =>
    html`<a href="/?scheme=${name}" ${name === scheme ? html`aria-current="true"` : ''}>${name}</a> `;
  return html`<nav aria-label="Colours">Colours: ${choice('light')} ${choice('dark')}</nav>
    <div class="views">
      ${frame('Phone, 375 px', 375, source, scheme)} ${frame('Desktop, 680 px', 680, source, scheme)}
      <figure>
        <figcaption>Text part</figcaption>
        <pre class="text" tabindex="0">${draft.text}</pre>
      </figure>
    </div>`;
}

/** Same origin, so that the page can put the scroll position back; without scripts, forms or a way out of the frame. */
function frame(title: string, width: number, source: string, scheme: Scheme): Html {
  return html`<figure tabindex="0">
    <figcaption>${title}</figcaption>
    <iframe
      title="${title}"
      width="${width}"
      height="760"
      class="${scheme}"
      sandbox="allow-same-origin allow-popups"
      src="${source}"
    ></iframe>
  </figure>`;
}
