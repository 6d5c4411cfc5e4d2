/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { WidgetStep } from '../provider/frame';
import type { StepProps } from './components';
import { CheckingStep, DocumentStep, SelfieStep } from './identity-steps';
import { FramePage } from './layout';
import { CancelledStep, CompletedStep, FailedStep, ProcessingStep } from './outcome-steps';
import { CardStep, DepositStep } from './payment-steps';
import { LoginStep, MethodStep, QuoteStep } from './start-steps';

const STEPS: Record<WidgetStep, (props: StepProps) => Child> = {
  login: LoginStep,
  quote: QuoteStep,
  document: DocumentStep,
  'identity-failed': DocumentStep,
  selfie: SelfieStep,
  checking: CheckingStep,
  method: MethodStep,
  card: CardStep,
  deposit: DepositStep,
  processing: ProcessingStep,
  completed: CompletedStep,
  failed: FailedStep,
  cancelled: CancelledStep,
};

export function StepPage(props: StepProps) {
  const { transaction, frame, step } = props.visit;
  const verb = transaction.type === 'buy' ? 'Buy' : 'Sell';
  return (
    <FramePage frame={frame} title={`${verb} ${transaction.currency} · Proof`}>
      {STEPS[step](props)}
    </FramePage>
  );
}
