// Called on a click, so the browser asks for the camera only then. The picture is never uploaded.
export async function startCamera(step, notice) {
  const video = step.querySelector('video');
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user' } });
    video.srcObject = stream;
    step.classList.add('camera-on');
    await video.play();
    step.querySelector('[data-take-photo]').focus();
    const stop = () => {
      for (const track of stream.getTracks()) track.stop();
    };
    // The step is replaced once the photo is sent. Stop the camera then.
    new MutationObserver((_, observer) => {
      if (step.isConnected) return;
      observer.disconnect();
      stop();
    }).observe(document.body, { childList: true, subtree: true });
  } catch {
    notice.textContent = 'The camera is not available. Use the sample photo instead.';
  }
}
