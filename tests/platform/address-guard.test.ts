import { describe, expect, it } from 'vitest';
import { guardedLookup, isForbiddenAddress } from '../../src/platform/address-guard.ts';

describe('an address', () => {
  it.each(['8.8.8.8', '93.184.215.14', '100.63.255.255', '172.32.0.1', '2606:4700::1111', '2a00:1450::1'])(
    'of the public internet is let through: %s',
    (address) => expect(isForbiddenAddress(address)).toBe(false),
  );

  it.each(['10.0.0.1', '0.0.0.0', '::', '::ffff:8.8.8.8', 'fe80::1%eth0', 'fd00::1', 'localhost', ''])(
    'of any other kind is not: %s',
    (address) => expect(isForbiddenAddress(address)).toBe(true),
  );
});

describe('a look-up', () => {
  const publicOnes = [
    { address: '93.184.215.14', family: 4 },
    { address: '2606:4700::1111', family: 6 },
  ];
  const lookup = (addresses: typeof publicOnes, all: boolean) => {
    const found: unknown[] = [];
    guardedLookup((_, callback) => callback(null, addresses))('lab.example', { all }, (...answer) =>
      found.push(...answer),
    );
    return found;
  };

  it('gives the connector the very addresses it judged', () => {
    expect(lookup(publicOnes, true)).toEqual([null, publicOnes]);
    expect(lookup(publicOnes, false)).toEqual([null, '93.184.215.14', 4]);
  });

  it('fails for a name with one forbidden address among others, and for one without any', () => {
    const [error] = lookup([...publicOnes, { address: '127.0.0.1', family: 4 }], true);
    expect(String(error)).toContain('lab.example resolves to 127.0.0.1');
    expect(String(lookup([], true)[0])).toContain('no address');
  });
});
