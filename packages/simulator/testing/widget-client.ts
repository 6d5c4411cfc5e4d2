import { z } from 'zod';
import type { Session } from './partner';
import { parseJson, type TestSimulator } from './test-simulator';

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

/** Uses an open frame as the widget's pages do, without a browser. */
export class WidgetClient {
  readonly #simulator: TestSimulator;
  readonly #path: string;

  private constructor(simulator: TestSimulator, path: string) {
    this.#simulator = simulator;
    this.#path = path;
  }

  static async open(simulator: TestSimulator, session: Session): Promise<WidgetClient> {
    const path = `/widget/frame/open?widget=${session.widget_id}`;
    const response = await simulator.send('POST', path, {
      parentOrigin: 'http://localhost:3000',
      session: {
        merchantTransactionId: session.merchant_transaction_id,
        widgetId: session.widget_id,
        signature: session.signature,
        initToken: session.init_token,
      },
    });
    const { id } = await parseJson(response, openedSchema);
    return new WidgetClient(simulator, `/widget/frame/${id}`);
  }

  async page(): Promise<string> {
    return (await this.#simulator.request(this.#path)).text();
  }

  async heading(): Promise<string> {
    return headingOf(await this.page());
  }

  /** The one-time code that the simulated email shows. */
  async loginCode(): Promise<string> {
    return /class="login-code">(\d{6})</.exec(await this.page())?.[1] ?? '';
  }

  /** Returns the HTML of the page after the login. */
  async logIn(): Promise<string> {
    return this.submit('login', { code: await this.loginCode() });
  }

  /** Submits a form and returns the HTML of the next page. */
  async submit(intent: string, fields: Record<string, string> = {}): Promise<string> {
    const body = new URLSearchParams(fields);
    const init = { method: 'POST', body };
    return (await this.#simulator.request(`${this.#path}/${intent}`, init)).text();
  }

  async events(after = 0) {
    const response = await this.#simulator.request(`${this.#path}/state?after=${after}`);
    return (await parseJson(response, stateSchema)).events;
  }
}

export function headingOf(html: string): string {
  return /<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1] ?? '';
}
