/** Says where to go and as whom to sign in. */
export function printWelcome(env: NodeJS.ProcessEnv): void {
  const app = `http://localhost:${env.PORT}`;
  console.log(`
Ready: ${app}

  Sign in as        Nora New        a new customer
                    Vera Verified   a verified customer with history
                    Omar Operator   an operator

  Buy               ${app}/buy
  Sell              ${app}/sell
  Transactions      ${app}/transactions
  Console           ${app}/ops
  Simulator         http://localhost:${env.SIMULATOR_PORT}/control

Logs are in .data/logs. Ctrl-C stops everything; the data stays for the next start.
`);
}
