/** @jsxImportSource hono/jsx */
import { ActionForm, CancelOrder, Screen, SimulationPanel, type StepProps } from './components';

const DOCUMENTS = [
  ['passport', 'Passport'],
  ['id-card', 'Identity card'],
  ['driving-licence', 'Driving licence'],
] as const;

function SampleDocument() {
  return (
    <svg
      class="sample"
      viewBox="0 0 320 150"
      role="img"
      aria-label="Sample document of Alex Sample"
    >
      <rect x="1" y="1" width="318" height="148" rx="12" class="sample-paper" />
      <rect x="20" y="24" width="76" height="96" rx="6" class="sample-photo" />
      <circle cx="58" cy="60" r="17" class="sample-face" />
      <path d="M30 120c2-26 14-36 28-36s26 10 28 36z" class="sample-face" />
      <text x="114" y="42" class="sample-name">
        Alex Sample
      </text>
      <text x="114" y="64">
        1 January 1990
      </text>
      <text x="114" y="84">
        No. 000 000 000
      </text>
      <text x="20" y="140" class="sample-mono">
        {'SPECIMEN<<<NOT<A<REAL<DOCUMENT<<<'}
      </text>
    </svg>
  );
}

export function DocumentStep({ visit }: StepProps) {
  const again = visit.step === 'identity-failed';
  return (
    <Screen visit={visit} title={again ? 'We couldn’t verify you' : 'Verify your identity'}>
      <p>
        {again
          ? 'The photo doesn’t match the document. You can try again.'
          : 'You only do this once. Choose a document first, then take a selfie.'}
      </p>
      <ActionForm visit={visit} intent="send-document">
        <fieldset class="choices">
          <legend>Document</legend>
          {DOCUMENTS.map(([value, label], index) => (
            <label key={value}>
              <input type="radio" name="document" value={value} checked={index === 0} />
              <span>
                <strong>{label}</strong>
              </span>
            </label>
          ))}
        </fieldset>
        <SampleDocument />
        <button type="submit">Use sample document</button>
      </ActionForm>
      <CancelOrder visit={visit} />
    </Screen>
  );
}

export function SelfieStep({ visit }: StepProps) {
  return (
    <Screen visit={visit} title="Take a selfie">
      <p>Look straight at the camera in good light. The picture never leaves your browser.</p>
      <div class="viewfinder">
        <video playsinline muted aria-label="Your camera" />
        <svg viewBox="0 0 120 120" aria-hidden="true">
          <circle cx="60" cy="48" r="22" />
          <path d="M18 118c4-34 22-44 42-44s38 10 42 44" />
        </svg>
      </div>
      <ActionForm visit={visit} intent="send-selfie">
        <button type="submit" name="photo" value="camera" data-take-photo>
          Take photo
        </button>
        <button type="button" data-camera>
          Use camera
        </button>
        <button type="submit" name="photo" value="sample" class="secondary">
          Use sample photo
        </button>
        <SimulationPanel title="Simulate a failed check">
          <button type="submit" name="photo" value="sample-that-fails" class="secondary">
            Use a photo that fails
          </button>
        </SimulationPanel>
      </ActionForm>
      <CancelOrder visit={visit} />
    </Screen>
  );
}

export function CheckingStep({ visit }: StepProps) {
  return (
    <Screen visit={visit} title="Checking your identity" announce="Checking your identity">
      <p class="waiting">This takes a moment. You can stay on this page.</p>
      <CancelOrder visit={visit} />
    </Screen>
  );
}
