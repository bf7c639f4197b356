/** Addresses in a mail: which lead nowhere for anybody but us. */

/** null: not an absolute http or https address. */
export function webAddress(href: string): URL | null {
  const url = URL.canParse(href) ? new URL(href) : null;
  return url !== null && /^https?:$/.test(url.protocol) ? url : null;
}

/** This machine, a private network or a name that only exists there. */
export function isLocal({ hostname }: URL): boolean {
  return (
    /^(localhost|\[::1?\]|0\.0\.0\.0)$/.test(hostname) ||
    /^(127|10)\.\d+\.\d+\.\d+$|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\./.test(hostname) ||
    /\.(localhost|local|internal|test)$/.test(hostname) ||
    (!hostname.includes('.') && !hostname.startsWith('['))
  );
}

/** An address of this machine: for trying things out, never for readers. */
export function isLoopback(href: string): boolean {
  const url = webAddress(href);
  return url !== null && /^(localhost|.*\.localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/.test(url.hostname);
}
