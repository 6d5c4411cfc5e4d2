'use client';
import { reportWidgetCallbackAction } from '@/lib/hints/actions';
import { markSessionOpenedAction } from '@/lib/widget-sessions/actions';
import { WidgetStage, type WidgetStageProps } from './widget-stage';

/** The provider's widget for one session, with its callbacks going to our server as hints. */
export function WidgetHost(props: WidgetStageProps) {
  const { session, transactionId } = props;
  return (
    <WidgetStage
      key={session.merchant_transaction_id}
      {...props}
      opened={() => markSessionOpenedAction({ transactionId })}
      report={reportWidgetCallbackAction}
    />
  );
}
