/** The frame around an edition: head, hidden preheader and one column of 600 px that needs no media query. */
import type { ReactNode } from 'react';
import { Body, Container, Head, Html } from 'react-email';
import type { Edition } from '../../src/model/edition.ts';
import { column, font, light, space } from '../theme.ts';
import { styleBlocks } from './styles.ts';
import { Direction } from './text.tsx';

export function Page({ edition, children }: { edition: Edition; children: ReactNode }) {
  const { locale, direction } = edition.publication;
  return (
    <Direction value={direction}>
      <Html lang={locale} dir={direction}>
        <PageHead title={edition.subject} />
        <Body
          lang={locale}
          dir={direction}
          style={{
            margin: 0,
            padding: 0,
            backgroundColor: light.page,
            color: light.text,
            font: font.body,
            wordBreak: 'break-word',
          }}
        >
          <Preheader>{edition.preheader}</Preheader>
          <OutlookColumn part="open" />
          <Container style={{ maxWidth: column.width }}>
            <div style={{ padding: `${space.medium}px ${column.padding}px` }}>{children}</div>
          </Container>
          <OutlookColumn part="close" />
        </Body>
      </Html>
    </Direction>
  );
}

function PageHead({ title }: { title: string }) {
  return (
    <Head>
      <meta name="viewport" content="width=device-width" />
      <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      <title>{title}</title>
      {styleBlocks.map((css) => (
        <style key={css}>{css}</style>
      ))}
    </Head>
  );
}

/** Inboxes show this beside the subject; the padding keeps the first words of the body out of that line. */
function Preheader({ children }: { children: string }) {
  return (
    <div
      style={{
        display: 'none',
        overflow: 'hidden',
        maxHeight: 0,
        maxWidth: 0,
        lineHeight: '1px',
        opacity: 0,
      }}
    >
      {children}
      <span aria-hidden="true">{'\u00A0\u200C'.repeat(40)}</span>
    </div>
  );
}

/** Word knows no `max-width`: a fixed table in comments that Word alone reads. React cannot write comments. */
function OutlookColumn({ part }: { part: 'open' | 'close' }) {
  const open = `<table role="presentation" width="${column.width}" align="center" cellpadding="0" cellspacing="0"><tr><td>`;
  const html = `<!--[if mso]>${part === 'open' ? open : '</td></tr></table>'}<![endif]-->`;
  return <div dangerouslySetInnerHTML={{ __html: html }} />;
}
