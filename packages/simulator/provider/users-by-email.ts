import type { User } from './user';

/** Users by their email address, without regard to upper and lower case. */
export class UsersByEmail {
  readonly #byEmail = new Map<string, Map<string, User>>();
  readonly #emails = new Map<string, string>();

  put(user: User): void {
    const { partnerUserId } = user;
    const email = user.email.toLowerCase();
    this.#byEmail.get(this.#emails.get(partnerUserId) ?? '')?.delete(partnerUserId);
    this.#emails.set(partnerUserId, email);
    const users = this.#byEmail.get(email) ?? new Map<string, User>();
    this.#byEmail.set(email, users.set(partnerUserId, user));
  }

  isVerified(email: string): boolean {
    const users = this.#byEmail.get(email.toLowerCase())?.values() ?? [];
    return [...users].some(({ kycStatus }) => kycStatus === 'verified');
  }

  clear(): void {
    this.#byEmail.clear();
    this.#emails.clear();
  }
}
