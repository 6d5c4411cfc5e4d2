import { createHash, randomBytes } from 'node:crypto';

/** The simulator's only source of random numbers, so that a seed makes a run repeatable. */
export type Randomness = { bytes(length: number): Buffer };

const POOL_BYTES = 8_192;
let pool: Buffer = Buffer.alloc(0);

export const systemRandomness: Randomness = {
  // Many at a time, because a call of the system takes longer than the rest of an id.
  bytes(length) {
    if (pool.length < length) pool = randomBytes(POOL_BYTES);
    const bytes = pool.subarray(0, length);
    pool = pool.subarray(length);
    return bytes;
  },
};

function seededRandomness(seed: string): Randomness {
  let block = 0;
  const nextBlock = () => createHash('sha256').update(`${seed}:${block++}`).digest();
  return {
    bytes(length) {
      const blocks: Buffer[] = [];
      for (let size = 0; size < length; size += 32) blocks.push(nextBlock());
      return Buffer.concat(blocks).subarray(0, length);
    },
  };
}

/** One stream per purpose, so that extra requests do not change the ids of later transactions. */
export class RandomSource {
  #seed: string | null = null;
  #start = 0;
  #streams = new Map<string, Randomness>();

  get seed(): string | null {
    return this.#seed;
  }

  get start(): number {
    return this.#start;
  }

  /** @param start number of earlier starts on the same data, so that a restart draws new ids */
  begin(seed: string | null, start: number): void {
    this.#seed = seed;
    this.#start = start;
    this.#streams = new Map();
  }

  stream(purpose: string): Randomness {
    return { bytes: (length) => this.#streamFor(purpose).bytes(length) };
  }

  #streamFor(purpose: string): Randomness {
    if (this.#seed === null) return systemRandomness;
    const known = this.#streams.get(purpose);
    if (known) return known;
    const stream = seededRandomness(`${this.#seed}:${this.#start}:${purpose}`);
    this.#streams.set(purpose, stream);
    return stream;
  }
}

/** A number in [0, 1). */
export function randomFraction(randomness: Randomness): number {
  return randomness.bytes(4).readUInt32BE() / 2 ** 32;
}

/** A version 4 UUID. */
export function randomId(randomness: Randomness): string {
  const bytes = randomness.bytes(16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return [...parts, hex.slice(20)].join('-');
}

/** Every secret of the simulator starts with `sim_`. */
export function randomToken(randomness: Randomness, purpose: string): string {
  return `sim_${purpose}_${randomness.bytes(24).toString('base64url')}`;
}
