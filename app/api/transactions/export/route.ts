import { getCurrentUser } from '@/lib/auth';
import { exportHistory } from '@/lib/history/export';
import { readHistoryQuery } from '@/lib/history/schema';
import { refuseTooMany } from '@/lib/limits/mutations';
import { readRequest } from '@/lib/request';

/** Each one reads everything that its filter selects. */
const limit = { times: 10, perSeconds: 60 };

/** The signed-in customer's transactions as a CSV file. Takes the filters of the history's URL. */
export async function GET(request: Request): Promise<Response> {
  const user = await getCurrentUser();
  if (!user) return new Response('Sign in to export your transactions.', { status: 401 });
  const actor = { userId: user.id, clientIp: (await readRequest()).clientIp };
  const refused = await refuseTooMany('export', actor, limit);
  if (refused) return refused;
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const { filter, unreadable } = readHistoryQuery(params);
  // A file says nothing about a filter that was ignored, so none is.
  if (unreadable.length > 0)
    return new Response(`Can't read: ${unreadable.join(', ')}`, { status: 400 });
  const day = new Date().toISOString().slice(0, 10);
  return new Response(exportHistory(user.id, filter), {
    headers: {
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="transactions-${day}.csv"`,
      'content-type': 'text/csv; charset=utf-8; header=present',
    },
  });
}
