import { randomBytes } from 'node:crypto';
import type { Adapter } from '../adapter/schema';

export type User = { userId: string; email: string };

const CONCURRENT_CHECKS = 16;

/** Gives every check a user of its own, so that what is credited can be told apart. */
export class Users {
  readonly #prefix = `certify-${randomBytes(4).toString('hex')}`;
  readonly #listed: User[] | null;
  readonly #waiting: ((user: User) => void)[] = [];
  #invented = 0;

  constructor({ users }: Pick<Adapter, 'users'>) {
    this.#listed = users ? [...users] : null;
    this.concurrency = Math.min(users?.length ?? CONCURRENT_CHECKS, CONCURRENT_CHECKS);
  }

  readonly concurrency: number;

  /** Waits for a listed user who is free, or invents one. */
  async take(): Promise<User> {
    if (!this.#listed) {
      this.#invented += 1;
      const userId = `${this.#prefix}-${this.#invented}`;
      return { userId, email: `${userId}@example.com` };
    }
    return this.#listed.shift() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  giveBack(user: User): void {
    const next = this.#waiting.shift();
    if (next) next(user);
    else this.#listed?.push(user);
  }
}
