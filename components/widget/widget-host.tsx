'use client';
import { markSessionOpenedAction, reportWidgetCallbackAction } from '@/lib/widget-sessions/actions';
import { WidgetStage, type WidgetStageProps } from './widget-stage';

/** Proof's widget for one session. Its callbacks go to our server as hints. */
export function WidgetHost(props: WidgetStageProps) {
  const { session, transactionId } = props;
  return (
    <WidgetStage
      key={session.merchant_transaction_id}
      {...props}
      markOpened={() => markSessionOpenedAction({ transactionId })}
      report={reportWidgetCallbackAction}
    />
  );
}
