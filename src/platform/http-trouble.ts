/** What goes wrong between us and a server, in words for an editor. */
import { messageOf } from '../model/errors.ts';

/** By the code that sockets, names, certificates and decoders give. */
const TROUBLE: Readonly<Record<string, string>> = {
  ENOTFOUND: 'has a name that nobody knows: is it spelled right, and are we online?',
  EAI_AGAIN: 'has a name that cannot be looked up now: are we online?',
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'broke off the connection',
  EPIPE: 'broke off the connection',
  UND_ERR_SOCKET: 'broke off the connection',
  EHOSTUNREACH: 'cannot be reached from here',
  ENETUNREACH: 'cannot be reached from here',
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that nobody vouches for',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate that nobody vouches for',
  Z_DATA_ERROR: 'sent a body that does not unpack',
  Z_BUF_ERROR: 'sent a body that ends in the middle',
  ERR_BROTLI_DECODER_ERROR_FORMAT: 'sent a body that does not unpack',
};

/** Completes "NAME ..."; what has no words here is told in its own. */
export function troubleInWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return TROUBLE[code] ?? `cannot be read: ${messageOf(error)}`;
}
