import { z } from 'zod';
import type { SessionAnswer } from './answers';
import { read, type Simulation } from './running-simulator';

const openedSchema = z.object({ id: z.string() });
const stateSchema = z.object({
  revision: z.string(),
  events: z.array(
    z.object({
      sequence: z.number(),
      name: z.string(),
      payload: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

export const PAYING_CARD = { number: '4444444444443333', expiry: '12/34', cvv: '123', name: 'Al' };
export const FAILING_CARD = { ...PAYING_CARD, number: '5555444433331111', cvv: '555' };

/** Does with an open frame what the widget's own pages do, without a browser. */
export class WidgetClient {
  readonly #simulation: Simulation;
  readonly #path: string;

  private constructor(simulation: Simulation, path: string) {
    this.#simulation = simulation;
    this.#path = path;
  }

  static async open(simulation: Simulation, session: SessionAnswer): Promise<WidgetClient> {
    const response = await simulation.send('POST', '/widget/frame/open', {
      parentOrigin: 'http://localhost:3000',
      session: {
        merchantTransactionId: session.merchant_transaction_id,
        widgetId: session.widget_id,
        signature: session.signature,
        initToken: session.init_token,
      },
    });
    const { id } = await read(response, openedSchema);
    return new WidgetClient(simulation, `/widget/frame/${id}`);
  }

  async heading(): Promise<string> {
    return headingOf(await (await this.#simulation.request(this.#path)).text());
  }

  /** @returns the whole page that the form leads to. */
  async submit(intent: string, fields: Record<string, string> = {}): Promise<string> {
    const body = new URLSearchParams(fields);
    const init = { method: 'POST', body };
    return (await this.#simulation.request(`${this.#path}/${intent}`, init)).text();
  }

  async events(after = 0) {
    const response = await this.#simulation.request(`${this.#path}/state?after=${after}`);
    return (await read(response, stateSchema)).events;
  }
}

export function headingOf(html: string): string {
  return /<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1] ?? '';
}
