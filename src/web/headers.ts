/** Security headers of the public pages: our own stylesheet, our own forms, and nothing else. */
import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import type { Publication } from '../model/edition.ts';

export function publicHeaders(publication: Publication): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ['data:'],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'strict-origin-when-cross-origin',
    // Only a server that is reached over TLS may promise TLS (RFC 6797 section 7.2).
    strictTransportSecurity: publication.publicUrl.startsWith('https:') ? 'max-age=31536000' : false,
    overwrite: false,
  });
}

/** The policy of the one page with a script: as every page's, and our own script besides. */
export function allowOwnScript(c: Context): void {
  c.header(
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
}

/** For addresses that hold a token: no cache keeps them, no link tells them on, no search engine lists them. */
export const tokenHeaders: MiddlewareHandler = createMiddleware(async (c, next) => {
  await next();
  c.header('Cache-Control', 'no-store');
  c.header('Referrer-Policy', 'no-referrer');
  c.header('X-Robots-Tag', 'noindex, nofollow');
});
