/** @jsxImportSource hono/jsx */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { IllegalActionError } from '../core/actions';
import type { Transaction } from '../core/transaction';
import { Document } from '../pages/document';
import type { World } from '../world';
import { type ControlAction, newestTransactions, perform, possibleActions } from './perform';
import { actionRequestSchema } from './requests';

const SHOWN = 50;

function TransactionRow({ world, transaction }: { world: World; transaction: Transaction }) {
  const { id, type, status, amount, currency, network, partnerUserId } = transaction;
  const actions: ControlAction[] = possibleActions(world, transaction);
  return (
    <tr>
      <td>
        <code>{id}</code>
      </td>
      <td>{partnerUserId}</td>
      <td>{`${type} ${amount} ${currency} (${network})`}</td>
      <td>{status}</td>
      <td>
        <form method="post" action={`/control/transactions/${id}`}>
          {actions.map((action) => (
            <button key={action} type="submit" name="action" value={action}>
              {action}
            </button>
          ))}
        </form>
      </td>
    </tr>
  );
}

function Overview({ world }: { world: World }) {
  return (
    <Document title="Proof simulator" class="overview">
      <h1>Proof simulator</h1>
      <h2>Transactions</h2>
      <table>
        <tbody>
          {newestTransactions(world, SHOWN).map((transaction) => (
            <TransactionRow key={transaction.id} world={world} transaction={transaction} />
          ))}
        </tbody>
      </table>
      <h2>Webhook deliveries</h2>
      <table>
        <tbody>
          {world.deliveries.newestFirst(SHOWN).map((delivery) => (
            <tr key={`${delivery.at} ${delivery.body.updated_at}`}>
              <td>{delivery.at}</td>
              <td>
                <code>{delivery.body.merchant_transaction_id}</code>
              </td>
              <td>{delivery.body.status}</td>
              <td>{delivery.responseStatus ?? delivery.error}</td>
              <td>{`${delivery.durationMs} ms`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Document>
  );
}

/** A plain look at what happened, for a person; everything else is the control API's. */
export function overviewPages(world: World): Hono {
  const pages = new Hono();
  pages.get('/', (c) => c.html(html`<!doctype html>${<Overview world={world} />}`));
  pages.post('/transactions/:id', async (c) => {
    const transaction = world.store.transactions.get(c.req.param('id'));
    const request = actionRequestSchema.safeParse(await c.req.parseBody());
    try {
      if (transaction && request.success) perform(world, transaction, request.data.action);
    } catch (error) {
      // Somebody was faster: the page that follows shows what is possible now.
      if (!(error instanceof IllegalActionError)) throw error;
    }
    return c.redirect('/control', 303);
  });
  return pages;
}
