import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { atDatabase, onServer } from './server-url';

export type DatabaseRoles = {
  ownerUrl: string;
  appUrl: string;
  drop: () => Promise<void>;
};

/** Creates an empty database with the roles of prisma/roles.sql. Roles belong to the whole server. */
export async function createDatabaseWithRoles(): Promise<DatabaseRoles> {
  const suffix = randomBytes(4).toString('hex');
  const name = `test_${process.pid}_${suffix}`;
  await onServer((client) => client.query(`CREATE DATABASE ${name}`));
  const passwords = {
    owner: randomBytes(16).toString('hex'),
    app: randomBytes(16).toString('hex'),
  };
  const administrator = new pg.Client(atDatabase(name));
  await administrator.connect();
  try {
    await administrator.query(readFileSync('prisma/roles.sql', 'utf8'));
    for (const [role, password] of Object.entries(passwords))
      await administrator.query(`ALTER ROLE proof_ramp_${role} PASSWORD '${password}'`);
  } finally {
    await administrator.end();
  }
  const urlFor = (role: keyof typeof passwords) => {
    const url = new URL(atDatabase(name));
    url.username = `proof_ramp_${role}`;
    url.password = passwords[role];
    return url.href;
  };
  return {
    ownerUrl: urlFor('owner'),
    appUrl: urlFor('app'),
    drop: async () => {
      await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}
