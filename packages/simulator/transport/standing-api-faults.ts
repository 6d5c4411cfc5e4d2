import type { Switchboard } from '../faults/switchboard';
import { ApiError } from './api-error';
import type { Fault, FaultEndpoint } from './faults';

const AS_ASKED = 'Asked for through the control API';

type EndpointFault =
  | 'api_error'
  | 'api_slow'
  | 'api_hang'
  | 'api_cut_off'
  | 'api_not_json'
  | 'api_unknown_http_status';

/** Asked first, so that a call of another endpoint does not count as an occasion. */
function onEndpoint(switchboard: Switchboard, id: EndpointFault, endpoint: FaultEndpoint): boolean {
  const chosen = switchboard.parametersOf(id)?.endpoint;
  return chosen === 'any' || chosen === endpoint;
}

/** The fault of the registry that strikes this call, in the form that queued faults have. */
export function standingFault(board: Switchboard, endpoint: FaultEndpoint): Fault | undefined {
  const strikes = (id: EndpointFault) => onEndpoint(board, id, endpoint);
  const about = { endpoint };
  const base = { endpoint, error: 'internal_error', code: 'db_error', message: AS_ASKED };

  const error = strikes('api_error') && board.take('api_error', about);
  if (error) {
    const { httpStatus, body } = new ApiError(error.code, AS_ASKED);
    return { ...base, ...body, httpStatus };
  }
  if (strikes('api_hang') && board.take('api_hang', about)) return { ...base, hang: true };
  if (strikes('api_cut_off') && board.take('api_cut_off', about)) return { ...base, cutOff: true };
  const page = strikes('api_not_json') && board.take('api_not_json', about);
  if (page) return { ...base, httpStatus: page.httpStatus, rawBody: page.body };
  const unknown =
    strikes('api_unknown_http_status') && board.take('api_unknown_http_status', about);
  if (unknown) {
    const { httpStatus, code } = unknown;
    return { ...base, httpStatus, error: unknown.error, code };
  }
  const slow = strikes('api_slow') && board.take('api_slow', about);
  return slow ? { ...base, delayMs: slow.delayMs } : undefined;
}
