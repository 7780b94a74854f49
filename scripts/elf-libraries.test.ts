import { describe, expect, test } from 'vitest';
import { librariesOf } from './elf-libraries.ts';

/** An ELF file that is all one segment, loaded at `address`, with a dynamic segment that needs two libraries. */
function elf(address: number): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write('\x7fELF\x02\x01', 'latin1');
  bytes.writeBigUInt64LE(64n, 32);
  bytes.writeUInt16LE(56, 54);
  bytes.writeUInt16LE(2, 56);
  const segment = (at: number, type: number, offset: number, length: number): void => {
    bytes.writeUInt32LE(type, at);
    bytes.writeBigUInt64LE(BigInt(offset), at + 8);
    bytes.writeBigUInt64LE(BigInt(address + offset), at + 16);
    bytes.writeBigUInt64LE(BigInt(length), at + 32);
  };
  segment(64, 1, 0, bytes.length);
  segment(120, 2, 256, 64);
  bytes.write('\0liba.so.1\0libb.so.2\0', 400, 'latin1');
  const entries = [
    [1, 1],
    [5, address + 400],
    [1, 11],
    [0, 0],
  ] as const;
  for (const [index, [tag, value]] of entries.entries()) {
    bytes.writeBigUInt64LE(BigInt(tag), 256 + index * 16);
    bytes.writeBigUInt64LE(BigInt(value), 264 + index * 16);
  }
  return bytes;
}

describe('libraries of a program', () => {
  test.each([0, 0x400000])('loaded at %i', (address) => {
    expect(librariesOf(elf(address))).toEqual(['liba.so.1', 'libb.so.2']);
  });

  test('a script and a short file have none', () => {
    expect(librariesOf(Buffer.from(`#!/bin/sh\n${'x'.repeat(100)}`))).toEqual([]);
    expect(librariesOf(Buffer.alloc(0))).toEqual([]);
  });
});
