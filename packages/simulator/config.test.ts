import { describe, expect, it } from 'vitest';
import { readConfig } from './config';

describe('configuration', () => {
  it('works with nothing set, and takes an empty variable for an unset one', () => {
    const expected = { port: 4000, host: '127.0.0.1', clientToken: 'sim_client_token' };
    expect(readConfig({})).toMatchObject(expected);
    expect(readConfig({ SIMULATOR_PORT: '', PROOF_CLIENT_TOKEN: '' })).toMatchObject(expected);
  });

  it.each([
    ['SIMULATOR_PORT', '70000'],
    ['SIMULATOR_WEBHOOK_URL', 'nowhere'],
    ['SIMULATOR_ALLOWED_IPS', '127.0.0.1,home'],
    ['SIMULATOR_OFFRAMP_ENABLED', 'maybe'],
    ['SIMULATOR_STEP_SECONDS', '-1'],
    ['PROOF_CLIENT_TOKEN', 'a-real-token'],
  ])('names %s when its value is wrong', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`cannot start.*${name}`));
  });
});
