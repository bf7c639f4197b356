/** Listeners: a fetch-style handler on a port, with a plain refusal when the port is taken and a clean end. */
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { NewsletterError, messageOf } from '../model/errors.ts';

export type Listener = {
  /** `http://host:port`, as a person on this machine can open it. */
  readonly url: string;
  readonly port: number;
  /** Takes no new request, lets running ones end for `graceMs`, then cuts them. */
  close(): Promise<void>;
};

export type ListenPlace = {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Environment variable that sets the port: named when it is taken. */
  readonly variable: string;
  /** How long a running answer may take after `close`, ms; endless streams want 0. */
  readonly graceMs?: number;
};

/** @throws NewsletterError port-in-use, or bad-environment when the address cannot be used at all. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  place: ListenPlace,
): Promise<Listener> {
  const server = createAdaptorServer({ fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: Error) => reject(refusal(error, place)));
    server.listen(place.port, place.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      const cut = () => ('closeAllConnections' in server ? server.closeAllConnections() : undefined);
      const timer = setTimeout(cut, place.graceMs ?? 5_000);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  return { url: `http://${openable(place.host)}:${port}`, port, close };
}

function refusal(error: Error, place: ListenPlace): NewsletterError {
  const { host, port, variable } = place;
  if ('code' in error && error.code === 'EADDRINUSE') {
    return new NewsletterError('port-in-use', `Port ${port} on ${host} is taken by another program.`, {
      hint: `End that program, or set ${variable} to a free port.`,
      cause: error,
    });
  }
  return new NewsletterError('bad-environment', `${host}:${port} cannot be used: ${messageOf(error)}`, {
    hint: `Correct ${variable}, or the address it is used with.`,
    cause: error,
  });
}

/** "All addresses" is not an address that a browser opens. */
function openable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
